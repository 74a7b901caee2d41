package dev.tare.controller.archive;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that one side sent during a trial, in order of arrival.
 *
 * @param prepared null when the side was never ready
 * @param engine runs of a foreign engine, in their order; empty where the probe itself produced the traffic
 * @param done null when the stream ended before the side's last word
 * @param defects what was wrong with the file itself, e.g. a truncated last message; empty is good
 */
public record SideData(
        @Nullable PreparedData prepared,
        List<IntervalData> intervals,
        List<HostSample> samples,
        List<EngineRunData> engine,
        @Nullable DoneData done,
        List<String> defects) {

    public SideData {
        intervals = List.copyOf(intervals);
        samples = List.copyOf(samples);
        engine = List.copyOf(engine);
        defects = List.copyOf(defects);
    }

    /** Intervals of the measured window. */
    public List<IntervalData> window() {
        return intervals.stream().filter(IntervalData::measured).toList();
    }
}
