package dev.tare.probe.frame;

import dev.tare.common.frame.FrameWriter;
import dev.tare.common.histogram.LatencyHistogram;
import dev.tare.probe.clock.Phase;
import dev.tare.probe.workload.Counts;
import dev.tare.probe.workload.Slice;
import dev.tare.probe.workload.SliceSink;
import dev.tare.proto.probe.v1.ProbeResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Encodes slices and writes them, on a thread of its own, so that an agent that reads slowly never slows the traffic: what
 * does not fit the queue is dropped and counted. Slices leave in batches: each message that goes up to the agent and on to
 * the controller costs about a millisecond of the CPU that the traffic runs on, which at ten a second was seen to take 2% of
 * a shaped link's throughput.
 */
public final class Reporter implements SliceSink {

    private static final int REHEARSALS = 10;

    /** A histogram is encoded up to its largest value. */
    private static final long REHEARSED_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final FrameWriter<ProbeResponse> writer;
    private final long batchNanos;
    private final BlockingQueue<Optional<Slice>> queue;
    private final BlockingQueue<Histogram> done;
    private final AtomicInteger dropped = new AtomicInteger();
    private final Thread thread;

    /**
     * Starts the thread.
     *
     * @param capacity slices that may wait
     * @param batchNanos a batch is written when it spans this much time, or at the end
     */
    public Reporter(FrameWriter<ProbeResponse> writer, int capacity, long batchNanos) {
        this.writer = writer;
        this.batchNanos = batchNanos;
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.done = new ArrayBlockingQueue<>(capacity);
        this.thread = Thread.ofPlatform().daemon().name("reporter").start(this::report);
    }

    @Override
    public void offer(Slice slice) {
        if (!queue.offer(Optional.of(slice))) {
            dropped.incrementAndGet();
            recycle(slice);
        }
    }

    @Override
    public @Nullable Histogram recycled() {
        return done.poll();
    }

    private void recycle(Slice slice) {
        slice.latencies().ifPresent(done::offer); // where the pool is full it is garbage
    }

    /** Waits until everything that was offered is written, and tells how many slices were not. */
    public int close() throws InterruptedException {
        queue.put(Optional.empty());
        thread.join();
        return dropped.get();
    }

    /**
     * Makes slices' way to the agent fast before there is traffic: for the first time it takes 50 ms of CPU time. These go
     * nowhere.
     */
    public static void rehearse() {
        Histogram latencies = LatencyHistogram.empty();
        latencies.recordValue(REHEARSED_NANOS);
        Slice slice = new Slice(
                0,
                Phase.WARMUP,
                0,
                1,
                Optional.of(Counts.NOTHING),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.of(latencies),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty());
        FrameWriter<ProbeResponse> nowhere = new FrameWriter<>(OutputStream.nullOutputStream());
        try {
            for (int i = 0; i < REHEARSALS; i++) {
                nowhere.write(Frames.interval(slice));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("nowhere takes everything", e);
        }
    }

    private void report() {
        try {
            List<Slice> batch = new ArrayList<>();
            for (Optional<Slice> next = queue.take(); next.isPresent(); next = queue.take()) {
                Slice slice = next.get();
                batch.add(slice);
                if (slice.endNanos() - batch.getFirst().startNanos() >= batchNanos) {
                    write(batch);
                }
            }
            write(batch);
        } catch (IOException e) {
            // the agent reads no more; the end of its stdin, which follows, ends the probe
            System.err.println("tare-probe: cannot write an interval: " + e.getMessage());
        } catch (InterruptedException e) {
            System.err.println("tare-probe: interrupted while writing intervals");
        }
        queue.clear();
    }

    private void write(List<Slice> batch) throws IOException {
        List<ProbeResponse> messages = new ArrayList<>();
        for (Slice slice : batch) {
            messages.add(Frames.interval(slice));
            recycle(slice);
        }
        batch.clear();
        writer.write(messages);
    }
}
