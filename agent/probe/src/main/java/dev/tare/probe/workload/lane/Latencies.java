package dev.tare.probe.workload.lane;

import dev.tare.common.histogram.LatencyHistogram;
import org.HdrHistogram.SingleWriterRecorder;

/** Recorders of the one shape that all latencies have. */
public final class Latencies {

    private Latencies() {}

    /** Written by one thread, emptied by another. */
    public static SingleWriterRecorder recorder() {
        return new SingleWriterRecorder(
                LatencyHistogram.LOWEST_NANOS, LatencyHistogram.HIGHEST_NANOS, LatencyHistogram.SIGNIFICANT_DIGITS);
    }

    /** What lies outside the range is counted at its end. */
    public static void record(SingleWriterRecorder recorder, long nanos) {
        recorder.recordValue(Math.clamp(nanos, LatencyHistogram.LOWEST_NANOS, LatencyHistogram.HIGHEST_NANOS));
    }
}
