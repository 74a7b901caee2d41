package dev.tare.controller.analysis.verdict;

import dev.tare.controller.analysis.measure.Evidence;
import dev.tare.controller.archive.DoneData;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.trial.Side;

/** Messages that could not be sent in time are a sign of a host at its limit, even where the window itself is whole. */
final class DropRule implements Rule {

    @Override
    public void apply(Evidence evidence, Findings findings) {
        for (Side side : Side.values()) {
            DoneData done = evidence.side(side).map(SideData::done).orElse(null);
            if (done == null) {
                continue;
            }
            if (done.droppedIntervals() > 0) {
                findings.degraded("the %s dropped %d intervals", side.word(), done.droppedIntervals());
            }
            if (done.droppedHostSamples() > 0) {
                findings.degraded("the %s dropped %d host samples", side.word(), done.droppedHostSamples());
            }
        }
    }
}
