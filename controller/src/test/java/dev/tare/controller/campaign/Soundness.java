package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.trial.Verdict;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a verdict has to say on any machine: a slow one may spoil when and how fast bytes went, and nothing else. */
final class Soundness {

    /** A receiver that stood still finds more in its buffer than the rule allows; a link without its rate carries far more. */
    private static final String ABOVE_CEILING = "is above the link's ceiling of";

    private static final Pattern GOODPUT =
            Pattern.compile("goodput of ([0-9.]+) MiB/s is above the link's ceiling of ([0-9.]+) MiB/s");

    private static final double MOST_OF_THE_CEILING = 1.2;

    /** Of a trial that is INVALID, one at least is said; by who stood still at an edge of the window, or a receiver without a CPU. */
    private static final List<String> EXCUSES = List.of(
            "intervals are missing in the window",
            "intervals cover",
            "the window took",
            "windows began",
            "window began",
            " ms only, an interval is",
            ABOVE_CEILING,
            "the search made no burst",
            "rates more than",
            "measured no interval");

    /** That nobody's slowness makes true. */
    private static final List<String> FAULTS = List.of(
            "the path does not account",
            "the path carried more",
            "path is not proven",
            "the path is within the host, but",
            " bytes, the ",
            "sent nothing",
            "data is damaged",
            "last word is missing",
            "did not complete",
            "clock is not known",
            " moved by ",
            "came before they left",
            "does not fit together",
            "from where the controller finds it",
            "was not audited",
            "not as it was");

    private Soundness() {}

    static void check(String what, Verdict verdict) {
        List<String> reasons = verdict.reasons();
        assertThat(reasons).as(what).noneMatch(reason -> FAULTS.stream().anyMatch(reason::contains));
        for (String reason : reasons) {
            Matcher matcher = GOODPUT.matcher(reason);
            if (matcher.find()) {
                assertThat(Double.parseDouble(matcher.group(1)))
                        .as(what)
                        .isLessThan(MOST_OF_THE_CEILING * Double.parseDouble(matcher.group(2)));
            }
        }
        if (verdict.level() == Verdict.Level.INVALID) {
            assertThat(reasons).as(what).anyMatch(reason -> EXCUSES.stream().anyMatch(reason::contains));
        }
    }
}
