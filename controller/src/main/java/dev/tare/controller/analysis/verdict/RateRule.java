package dev.tare.controller.analysis.verdict;

import dev.tare.controller.analysis.measure.Evidence;
import dev.tare.controller.analysis.measure.Pace;
import dev.tare.controller.analysis.measure.TrialNumbers;
import java.util.Locale;

/** Whether what the plan asks for was asked for: overload is a result, and its latency is not what the cell would have otherwise. */
final class RateRule implements Rule {

    @Override
    public void apply(Evidence evidence, Findings findings) {
        Pace.of(evidence.cell()).ifPresent(pace -> judge(evidence, pace, findings));
    }

    private static void judge(Evidence evidence, Pace pace, Findings findings) {
        Double reached = TrialNumbers.of(evidence).values().get(pace.metric());
        double seconds = evidence.trialRecord().timing().durationNanos() / 1e9;
        double expected = pace.askedPerSecond() * seconds;
        if (reached == null || expected <= 0) {
            return;
        }
        // one may fall on either side of an edge of the window
        double chance = pace.poisson() ? Limits.RATE_SIGMAS * Math.sqrt(expected) : pace.stream() ? 0 : 1;
        if (reached * seconds < expected * Limits.RATE_REACHED - chance) {
            findings.label(Labels.RATE_NOT_REACHED);
            findings.remark(String.format(
                    Locale.ROOT,
                    "%.1f%% of the rate that was asked for was reached",
                    100 * reached / pace.askedPerSecond()));
        }
    }
}
