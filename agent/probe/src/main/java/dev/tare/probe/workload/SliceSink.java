package dev.tare.probe.workload;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Takes slices without ever waiting. */
public interface SliceSink {

    /** The slice, or a count of one more that was dropped. */
    void offer(Slice slice);

    /** A histogram that is done with; null when there is none. */
    @Nullable
    Histogram recycled();
}
