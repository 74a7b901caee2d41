package dev.tare.controller.analysis.measure;

import dev.tare.controller.archive.EngineRunData;
import dev.tare.controller.archive.SideData;
import java.util.Optional;

/**
 * A foreign engine's run that counts, where it is not in the trial's window. An engine that knows no warm-up is run for it and once
 * more for the window; and some end the first run late: netperf's TCP_CRR four seconds after the time it was told, sockperf two.
 *
 * @param lateNanos after the beginning of the window
 * @param lengthNanos of the run, with what the engine does before and after it counts
 */
record LateRun(long lateNanos, long lengthNanos) {

    /** Of the window: an engine that has to connect first begins somewhat later than it. */
    private static final double USUAL = 0.1;

    /** Of the client's side, which is the one that has engines begin. */
    static Optional<LateRun> of(SideData client, Window window) {
        for (EngineRunData run : client.engine()) {
            Long start = run.startNanos();
            Long end = run.endNanos();
            if (run.measured() && start != null && end != null) {
                long lateNanos = start - window.startNanos();
                return lateNanos > USUAL * (window.endNanos() - window.startNanos())
                        ? Optional.of(new LateRun(lateNanos, end - start))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The same time on the clock of the window's agent: both sides' windows begin at one instant. */
    Span beside(Window window) {
        long start = window.agentStartNanos() + lateNanos;
        return new Span(start, start + lengthNanos);
    }
}
