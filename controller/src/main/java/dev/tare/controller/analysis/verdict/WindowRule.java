package dev.tare.controller.analysis.verdict;

import dev.tare.controller.analysis.measure.Evidence;
import dev.tare.controller.analysis.measure.Window;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialRecord;

/** The counting side's intervals cover the window that was asked for, without a hole. */
final class WindowRule implements Rule {

    @Override
    public void apply(Evidence evidence, Findings findings) {
        for (Side counter : evidence.counters()) {
            evidence.window(counter)
                    .ifPresentOrElse(
                            window -> judge(evidence.trialRecord().timing(), counter.word(), window, findings),
                            () -> findings.invalid(
                                    "the %s, whose counts are the result, measured no interval", counter.word()));
        }
    }

    private static void judge(TrialRecord.Timing timing, String counter, Window window, Findings findings) {
        if (window.missing() > 0) {
            findings.invalid("%d of the %s's intervals are missing in the window", window.missing(), counter);
        }
        long asked = timing.durationNanos();
        if (window.coveredNanos() < asked * Limits.WINDOW_COVERED - timing.intervalNanos() / 2.0) {
            findings.invalid(
                    "the %s's intervals cover %.3f s of the %.3f s asked for",
                    counter, window.coveredNanos() / 1e9, asked / 1e9);
        }
        if (window.endNanos() - window.startNanos() > asked + timing.intervalNanos()) {
            findings.invalid(
                    "the window took %.3f s, %.3f s were asked for: the %s was held up",
                    window.seconds(), asked / 1e9, counter);
        }
    }
}
