package dev.tare.agent.service;

import dev.tare.proto.agent.v1.HostSample;
import dev.tare.proto.agent.v1.RunTrialResponse;
import dev.tare.proto.agent.v1.TrialDone;
import dev.tare.proto.agent.v1.TrialPrepared;
import dev.tare.proto.probe.v1.EngineOutput;
import dev.tare.proto.probe.v1.Interval;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;

/**
 * A trial's answers, handed over only as fast as the controller takes them. Where it falls behind, intervals and samples
 * that find the queue full are dropped and counted; Prepared, what an engine wrote and Done never are. Intervals and samples may be kept back for a
 * while: each message on its way takes CPU time, here and at the controller, which in a small lab the traffic needs. Any thread
 * may write.
 */
final class ResponseStream {

    /** At ten messages a second for each kind this is a minute; with histograms, a megabyte or two. */
    static final int CAPACITY = 1024;

    /** A probe may say 4 MiB at once, and the agent's heap is small. */
    private static final long CAPACITY_BYTES = 8L << 20;

    private final ServerCallStreamObserver<RunTrialResponse> out;
    private final int capacity;
    private final ArrayDeque<RunTrialResponse.Builder> queue = new ArrayDeque<>();
    private long queuedBytes;
    private long keepNanos;
    private long keptSinceNanos;
    private int kept;
    private int droppedIntervals;
    private int droppedHostSamples;
    private boolean draining;
    private boolean ended;

    ResponseStream(ServerCallStreamObserver<RunTrialResponse> out, int capacity) {
        this.out = out;
        this.capacity = capacity;
    }

    synchronized void prepared(TrialPrepared prepared) {
        queue.add(RunTrialResponse.newBuilder().setPrepared(prepared));
        drain();
    }

    /** From now on intervals and samples may wait this long for others, or until half the queue is full. */
    synchronized void keepBack(long nanos) {
        keepNanos = nanos;
    }

    synchronized void interval(Interval interval) {
        if (isFull()) {
            droppedIntervals++;
            return;
        }
        keep(RunTrialResponse.newBuilder().setInterval(interval), interval.getSerializedSize());
    }

    synchronized void hostSample(HostSample sample) {
        if (isFull()) {
            droppedHostSamples++;
            return;
        }
        keep(RunTrialResponse.newBuilder().setHostSample(sample), sample.getSerializedSize());
    }

    /** Never dropped: the probe has bounded it, and there is no result without it. */
    synchronized void engineOutput(EngineOutput output) {
        keep(RunTrialResponse.newBuilder().setEngineOutput(output), output.getSerializedSize());
    }

    private boolean isFull() {
        return queue.size() >= capacity || queuedBytes >= CAPACITY_BYTES;
    }

    private void keep(RunTrialResponse.Builder response, int bytes) {
        long nowNanos = System.nanoTime();
        if (kept++ == 0) {
            keptSinceNanos = nowNanos;
        }
        queue.add(response);
        queuedBytes += bytes;
        if (nowNanos - keptSinceNanos >= keepNanos
                || queue.size() >= capacity / 2
                || queuedBytes >= CAPACITY_BYTES / 2) {
            deliver();
        }
    }

    /** As it was counted when it was kept; what is never dropped for want of room, and short, is not. */
    private static int bytesOf(RunTrialResponse.Builder response) {
        return switch (response.getKindCase()) {
            case INTERVAL -> response.getInterval().getSerializedSize();
            case HOST_SAMPLE -> response.getHostSample().getSerializedSize();
            case ENGINE_OUTPUT -> response.getEngineOutput().getSerializedSize();
            case PREPARED, DONE, KIND_NOT_SET -> 0;
        };
    }

    /** What was kept back goes out. */
    synchronized void deliver() {
        kept = 0;
        drain();
    }

    /** The last message; the counts of what was dropped are filled in. */
    synchronized void done(TrialDone.Builder done) {
        done.setDroppedIntervals(droppedIntervals).setDroppedHostSamples(droppedHostSamples);
        queue.add(RunTrialResponse.newBuilder().setDone(done));
        ended = true;
        deliver();
    }

    /** The controller takes messages again. */
    synchronized void drain() {
        if (draining) {
            return;
        }
        draining = true;
        try {
            while (!queue.isEmpty() && kept == 0 && out.isReady()) {
                RunTrialResponse.Builder next = queue.remove();
                queuedBytes -= bytesOf(next);
                out.onNext(next.setSentNanos(System.nanoTime()).build());
            }
            if (ended && queue.isEmpty() && !out.isCancelled()) {
                ended = false;
                out.onCompleted();
            }
        } finally {
            draining = false;
        }
    }
}
