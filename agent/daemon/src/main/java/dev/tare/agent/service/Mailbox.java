package dev.tare.agent.service;

import dev.tare.agent.process.Deadline;
import dev.tare.proto.probe.v1.ProbeResponse;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where everything arrives that one trial waits for: the probe's messages, the controller's words, the end of work in
 * other threads. One thread reads it, any thread may write. A stop ends every wait at once; the probe's own end only when
 * what it said before has been read.
 */
final class Mailbox {

    /** A probe that talks faster than it is listened to waits. */
    private static final int CAPACITY = 256;

    /** One message may be 4 MiB, and the agent's heap is small. */
    private static final long CAPACITY_BYTES = 8L << 20;

    /** @param receivedNanos agent clock, when the message had been read */
    record FromProbe(ProbeResponse message, long receivedNanos) {}

    private final ArrayDeque<FromProbe> messages = new ArrayDeque<>();
    private long bytes;
    private OptionalLong startAtNanos = OptionalLong.empty();
    private @Nullable TrialEnd stop;
    private @Nullable TrialEnd probeEnd;

    /** Waits while the box is full. After a stop nobody reads any more, and nothing is kept. */
    synchronized void put(FromProbe message) throws InterruptedException {
        while ((messages.size() >= CAPACITY || bytes >= CAPACITY_BYTES) && stop == null) {
            wait();
        }
        if (stop != null) {
            return;
        }
        messages.add(message);
        bytes += message.message().getSerializedSize();
        notifyAll();
    }

    synchronized void startAt(long agentNanos) {
        if (startAtNanos.isEmpty()) {
            startAtNanos = OptionalLong.of(agentNanos);
            notifyAll();
        }
    }

    /** The first stop counts. */
    synchronized void stop(TrialEnd reason) {
        if (stop == null) {
            stop = reason;
            notifyAll();
        }
    }

    /** The first reason counts: garbage on stdout comes before the death it is followed by. */
    synchronized void probeEnded(TrialEnd reason) {
        if (probeEnd == null) {
            probeEnd = reason;
            notifyAll();
        }
    }

    /** The probe's next message; empty at the deadline. */
    synchronized Optional<FromProbe> next(Deadline deadline) throws TrialEnd, InterruptedException {
        while (true) {
            throwIfStopped();
            FromProbe message = messages.poll();
            if (message != null) {
                bytes -= message.message().getSerializedSize();
                notifyAll();
                return Optional.of(message);
            }
            throwIfProbeEnded();
            if (!waited(deadline)) {
                return Optional.empty();
            }
        }
    }

    /** When to start; empty at the deadline. The probe has nothing to say meanwhile, but it may die. */
    synchronized OptionalLong start(Deadline deadline) throws TrialEnd, InterruptedException {
        while (startAtNanos.isEmpty()) {
            throwIfStopped();
            if (messages.isEmpty()) {
                throwIfProbeEnded();
            } else {
                throw TrialEnd.failed("probe-garbage", "the probe spoke before it was told to start");
            }
            if (!waited(deadline)) {
                return OptionalLong.empty();
            }
        }
        return startAtNanos;
    }

    /** The result of {@code work}; empty at the deadline. */
    <T> Optional<T> await(CompletableFuture<T> work, Deadline deadline)
            throws TrialEnd, ExecutionException, InterruptedException {
        var _ = work.whenComplete((_, _) -> wake());
        synchronized (this) {
            while (!work.isDone()) {
                throwIfStopped();
                if (!waited(deadline)) {
                    return Optional.empty();
                }
            }
        }
        try {
            return Optional.of(work.join());
        } catch (CompletionException e) {
            throw new ExecutionException(e.getCause());
        }
    }

    private synchronized void wake() {
        notifyAll();
    }

    private boolean waited(Deadline deadline) throws InterruptedException {
        if (deadline.isOver()) {
            return false;
        }
        TimeUnit.NANOSECONDS.timedWait(this, deadline.left().toNanos());
        return true;
    }

    private void throwIfStopped() throws TrialEnd {
        if (stop != null) {
            throw stop;
        }
    }

    private void throwIfProbeEnded() throws TrialEnd {
        if (probeEnd != null) {
            throw probeEnd;
        }
    }
}
