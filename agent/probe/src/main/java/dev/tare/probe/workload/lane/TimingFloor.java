package dev.tare.probe.workload.lane;

import dev.tare.probe.clock.NanoClock;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * What the probe's own tools take, in nanoseconds: differences of this size are not the link's.
 *
 * @param clockReadNanos one reading of the clock, as traffic reads it
 * @param recordNanos one latency put into the histogram
 * @param wakeUpMedianNanos by how much a sleep ends late: half the time by less
 * @param wakeUpWorstNanos the latest of {@link #SLEEPS}
 */
public record TimingFloor(double clockReadNanos, double recordNanos, long wakeUpMedianNanos, long wakeUpWorstNanos) {

    public static final int SLEEPS = 50;

    private static final long SLEEP_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    /** The first batches are run by the interpreter: the fastest is the one that counts. */
    private static final int BATCHES = 20;

    private static final int BATCH = 5_000;

    /** Some twenty milliseconds, most of them asleep. */
    public static TimingFloor measure(NanoClock clock) {
        SingleWriterRecorder recorder = Latencies.recorder();
        double read = Double.MAX_VALUE;
        double recorded = Double.MAX_VALUE;
        for (int batch = 0; batch < BATCHES; batch++) {
            read = Math.min(read, reads(clock));
            recorded = Math.min(recorded, records(clock, recorder));
        }
        long[] late = new long[SLEEPS];
        for (int i = 0; i < SLEEPS; i++) {
            late[i] = wakeUp(clock);
        }
        Arrays.sort(late);
        return new TimingFloor(read, recorded, late[SLEEPS / 2], late[SLEEPS - 1]);
    }

    private static double reads(NanoClock clock) {
        long begun = clock.nanos();
        long last = begun;
        for (int i = 0; i < BATCH; i++) {
            last = clock.nanos();
        }
        return (double) (last - begun) / BATCH;
    }

    private static double records(NanoClock clock, SingleWriterRecorder recorder) {
        long begun = clock.nanos();
        for (int i = 0; i < BATCH; i++) {
            recorder.recordValue((begun & 0xffff) | i);
        }
        return (double) (clock.nanos() - begun) / BATCH;
    }

    private static long wakeUp(NanoClock clock) {
        long due = clock.nanos() + SLEEP_NANOS;
        long now = clock.nanos();
        while (now - due < 0) {
            LockSupport.parkNanos(due - now);
            now = clock.nanos();
        }
        return now - due;
    }
}
