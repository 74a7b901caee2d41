package dev.tare.probe.workload.lane;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.jspecify.annotations.Nullable;

/**
 * What a lane tells of its transactions: how long each took, or only how many there were. Written by the lane's thread, read
 * by another.
 *
 * <p>A transaction is noted in two steps: {@link #took} keeps the latest, {@link #tell} puts it where it counts. A lane that
 * sends at once after an answer tells after that, while its request travels: what nobody waits for is not part of any
 * latency, and takes nothing from the rate.
 */
public final class TransactionLog {

    private static final long NOTHING = Long.MIN_VALUE;

    private final @Nullable SingleWriterRecorder recorder;
    private final AtomicLong count = new AtomicLong();
    private long untold = NOTHING;

    private TransactionLog(@Nullable SingleWriterRecorder recorder) {
        this.recorder = recorder;
    }

    public static TransactionLog ofLatencies() {
        return new TransactionLog(Latencies.recorder());
    }

    public static TransactionLog ofCounts() {
        return new TransactionLog(null);
    }

    /** After {@link #tell} of the one before. */
    public void took(long nanos) {
        untold = nanos;
    }

    /** Does nothing where all is told. */
    public void tell() {
        long nanos = untold;
        if (nanos != NOTHING) {
            untold = NOTHING;
            if (recorder != null) {
                Latencies.record(recorder, nanos);
            } else {
                count.setRelease(count.getPlain() + 1);
            }
        }
    }

    /** Since the last call; empty where they are only counted. */
    public Optional<Histogram> takeLatencies(@Nullable Histogram recycled) {
        return recorder == null ? Optional.empty() : Optional.of(recorder.getIntervalHistogram(recycled));
    }

    /** So far; empty where the latencies tell. */
    public OptionalLong count() {
        return recorder == null ? OptionalLong.of(count.getAcquire()) : OptionalLong.empty();
    }
}
