package dev.tare.probe.workload.tcp;

import dev.tare.probe.workload.Counts;
import dev.tare.probe.workload.Totals;
import java.util.concurrent.atomic.AtomicLong;

/** Counts of one lane: written by its thread, read by others. */
final class Tally {

    private final AtomicLong received = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();

    /** Only the lane's thread writes, so a store is enough: no locked instruction in the measuring loop. */
    void received(long bytes) {
        received.setRelease(received.getPlain() + bytes);
    }

    void sent(long bytes) {
        sent.setRelease(sent.getPlain() + bytes);
    }

    Counts counts() {
        return new Counts(received.getAcquire(), sent.getAcquire());
    }

    Totals totals(long firstByteNanos, long lastByteNanos) {
        return new Totals(received.getAcquire(), sent.getAcquire(), firstByteNanos, lastByteNanos);
    }
}
