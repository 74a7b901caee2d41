package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.trial.Verdict;
import java.util.List;

/** What a verdict has to say on any machine: a slow one may spoil when and how fast bytes went, and nothing else. */
final class Soundness {

    /** Of a trial that is INVALID, one at least is said; by who stood still at an edge of the window, or a receiver without a CPU. */
    private static final List<String> EXCUSES = List.of(
            "intervals are missing in the window",
            "intervals cover",
            "the window took",
            "windows began",
            "window began",
            "the clocks are known to",
            "the search made no burst",
            "rates more than",
            "measured no interval");

    /** That nobody's slowness makes true. */
    private static final List<String> FAULTS = List.of(
            "the path does not account",
            "the path carried more",
            "path is not proven",
            "the path is within the host, but",
            "the path was another one",
            " bytes, the ",
            "sent nothing",
            "data is damaged",
            "last word is missing",
            "did not complete",
            "clock is not known",
            " moved by ",
            "not as it was");

    private Soundness() {}

    static void check(String what, Verdict verdict) {
        List<String> reasons = verdict.reasons();
        assertThat(reasons).as(what).noneMatch(reason -> FAULTS.stream().anyMatch(reason::contains));
        if (verdict.level() == Verdict.Level.INVALID) {
            assertThat(reasons).as(what).anyMatch(reason -> EXCUSES.stream().anyMatch(reason::contains));
        }
    }
}
