package dev.tare.controller.report;

import dev.tare.controller.analysis.summary.JudgedTrial;
import dev.tare.controller.trial.Synchrony;
import dev.tare.controller.trial.Synchrony.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.statistics.descriptive.Median;

/** By what way the two sides' clocks were compared, and how well they were known. */
final class ClockNote {

    private ClockNote() {}

    /** Empty where no trial had two clocks to compare. */
    static Optional<String> of(List<JudgedTrial> trials) {
        List<Synchrony.Between> all = trials.stream()
                .map(JudgedTrial::between)
                .filter(Objects::nonNull)
                .toList();
        List<Synchrony.Between> direct = from(all, Source.DIRECT);
        List<Synchrony.Between> byController = from(all, Source.CONTROLLER);
        List<String> parts = new ArrayList<>();
        if (!direct.isEmpty()) {
            parts.add("in " + trials(direct) + " as the client's agent heard it from the server's, " + bound(direct));
        }
        if (!byController.isEmpty()) {
            long unheard =
                    byController.stream().filter(it -> it.direct() == null).count();
            parts.add("in " + trials(byController) + " as the controller heard it from both, " + bound(byController)
                    + (unheard == 0
                            ? ""
                            : "; in " + unheard + " of these the client's agent heard nothing from the server's"));
        }
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of("How the clocks of the two sides stood to each other was taken, "
                        + String.join("; ", parts) + ".");
    }

    private static List<Synchrony.Between> from(List<Synchrony.Between> all, Source source) {
        return all.stream().filter(it -> it.source() == source).toList();
    }

    private static String trials(List<Synchrony.Between> some) {
        return some.size() == 1 ? "one trial" : some.size() + " trials";
    }

    private static String bound(List<Synchrony.Between> some) {
        double median = Median.withDefaults()
                .evaluate(
                        some.stream().mapToDouble(Synchrony.Between::boundNanos).toArray());
        return String.format(Locale.ROOT, "true within ±%.1f µs (median, at a trial's worst instant)", median / 1e3);
    }
}
