package dev.tare.controller.analysis.measure;

import dev.tare.common.clock.Offset;
import dev.tare.controller.archive.IntervalData;
import dev.tare.controller.archive.PreparedData;
import dev.tare.controller.archive.SideData;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One side's measured window, between two edges of its probe's clock.
 *
 * @param intervals not empty, in order of their index
 * @param coveredNanos sum of their lengths
 * @param toAgentNanos added to a reading of the probe's clock gives the agent's
 */
public record Window(
        List<IntervalData> intervals, long startNanos, long endNanos, long coveredNanos, long toAgentNanos) {

    /** Empty when nothing was measured. */
    public static Optional<Window> of(SideData side) {
        List<IntervalData> measured = side.window();
        if (measured.isEmpty()) {
            return Optional.empty();
        }
        PreparedData prepared = side.prepared();
        Offset offset = prepared == null ? null : prepared.probeClock();
        return Optional.of(new Window(
                measured,
                measured.getFirst().startNanos(),
                measured.getLast().endNanos(),
                measured.stream().mapToLong(IntervalData::lengthNanos).sum(),
                offset == null ? 0 : -offset.offsetNanos()));
    }

    public double seconds() {
        return (endNanos - startNanos) / 1e9;
    }

    /** Bytes that the application read; empty where an interval did not tell. */
    OptionalDouble receivedPerSecond() {
        long sum = 0;
        for (IntervalData interval : intervals) {
            Long received = interval.receivedBytes();
            if (received == null) {
                return OptionalDouble.empty();
            }
            sum += received;
        }
        return seconds() > 0 ? OptionalDouble.of(sum / seconds()) : OptionalDouble.empty();
    }

    public long agentStartNanos() {
        return startNanos + toAgentNanos;
    }

    public long agentEndNanos() {
        return endNanos + toAgentNanos;
    }

    /** Intervals that are not there between the first and the last. */
    public int missing() {
        int indices = intervals.getLast().index() - intervals.getFirst().index() + 1;
        return Math.max(0, indices - intervals.size());
    }
}
