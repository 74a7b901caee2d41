package dev.tare.probe.workload.udp;

import dev.tare.probe.workload.Datagrams;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** Counts of datagrams: written by the one thread that moves them, read by others. */
final class DatagramTally {

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong timeouts = new AtomicLong();
    private final AtomicLong late = new AtomicLong();

    void sent() {
        add(sent, 1);
    }

    void received() {
        add(received, 1);
    }

    void timeout() {
        add(timeouts, 1);
    }

    void late() {
        add(late, 1);
    }

    /** No locked instruction: there is one writer. */
    static void add(AtomicLong counter, long more) {
        counter.setRelease(counter.getPlain() + more);
    }

    /** Of who asks. */
    Datagrams asked() {
        return asked(0, 0);
    }

    /** The same, with what another thread has sent for it, and the timeouts that were its occasion. */
    Datagrams asked(long sentBeside, long timeoutsBeside) {
        return new Datagrams(
                sent.getAcquire() + sentBeside,
                OptionalLong.of(received.getAcquire()),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.of(timeouts.getAcquire() + timeoutsBeside),
                OptionalLong.of(late.getAcquire()),
                OptionalLong.empty());
    }

    /** Of who answers. */
    Datagrams answered() {
        return new Datagrams(
                sent.getAcquire(),
                OptionalLong.of(received.getAcquire()),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    /** Of who sends a stream. */
    Datagrams sentOnly() {
        return new Datagrams(
                sent.getAcquire(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty());
    }
}
