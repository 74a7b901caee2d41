package dev.tare.agent.service;

import dev.tare.proto.agent.v1.HostSample;
import dev.tare.proto.agent.v1.RunTrialResponse;
import dev.tare.proto.agent.v1.TrialDone;
import dev.tare.proto.agent.v1.TrialPrepared;
import dev.tare.proto.probe.v1.Interval;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;

/**
 * A trial's answers, handed over only as fast as the controller takes them. Where it falls behind, intervals and samples
 * that find the queue full are dropped and counted; Prepared and Done never are. Any thread may write.
 */
final class ResponseStream {

    /** At ten messages a second for each kind this is a minute; with histograms, a megabyte or two. */
    static final int CAPACITY = 1024;

    private final ServerCallStreamObserver<RunTrialResponse> out;
    private final int capacity;
    private final ArrayDeque<RunTrialResponse.Builder> queue = new ArrayDeque<>();
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

    synchronized void interval(Interval interval) {
        if (queue.size() >= capacity) {
            droppedIntervals++;
            return;
        }
        queue.add(RunTrialResponse.newBuilder().setInterval(interval));
        drain();
    }

    synchronized void hostSample(HostSample sample) {
        if (queue.size() >= capacity) {
            droppedHostSamples++;
            return;
        }
        queue.add(RunTrialResponse.newBuilder().setHostSample(sample));
        drain();
    }

    /** The last message; the counts of what was dropped are filled in. */
    synchronized void done(TrialDone.Builder done) {
        done.setDroppedIntervals(droppedIntervals).setDroppedHostSamples(droppedHostSamples);
        queue.add(RunTrialResponse.newBuilder().setDone(done));
        ended = true;
        drain();
    }

    /** The controller takes messages again. */
    synchronized void drain() {
        if (draining) {
            return;
        }
        draining = true;
        try {
            while (!queue.isEmpty() && out.isReady()) {
                out.onNext(queue.remove().setSentNanos(System.nanoTime()).build());
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
