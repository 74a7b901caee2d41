package dev.tare.probe.workload.lane;

import dev.tare.probe.clock.Precedence;
import dev.tare.probe.workload.Counts;
import dev.tare.probe.workload.Totals;
import java.util.concurrent.atomic.AtomicLong;

/** Counts of one connection: written by its lane's thread, read by others. */
public final class Tally {

    private final AtomicLong received = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private long headsReceived;
    private long headsSent;
    private final Precedence precedence;
    private long begunNanos;

    /** Of a lane that has right of way until it has begun. */
    public Tally() {
        this(new Precedence());
    }

    public Tally(Precedence precedence) {
        this.precedence = precedence;
    }

    Precedence precedence() {
        return precedence;
    }

    /** By the lane's thread, before anything else. */
    void begun(long nanos) {
        begunNanos = nanos;
    }

    /** Only the lane's thread writes, so a store is enough: no locked instruction in the measuring loop. */
    public void received(long bytes) {
        received.setRelease(received.getPlain() + bytes);
    }

    public void sent(long bytes) {
        precedence.giveUp();
        sent.setRelease(sent.getPlain() + bytes);
    }

    /** Bytes around the payload: of the totals, and of no interval. By the lane's thread, as the next. */
    public void headReceived(long bytes) {
        headsReceived += bytes;
    }

    public void headSent(long bytes) {
        precedence.giveUp();
        headsSent += bytes;
    }

    public Counts counts() {
        return new Counts(received.getAcquire(), sent.getAcquire());
    }

    /** By the lane's thread, after everything else. */
    public Totals totals(long firstByteNanos, long lastByteNanos) {
        return new Totals(
                received.getAcquire() + headsReceived,
                sent.getAcquire() + headsSent,
                begunNanos,
                firstByteNanos,
                lastByteNanos);
    }
}
