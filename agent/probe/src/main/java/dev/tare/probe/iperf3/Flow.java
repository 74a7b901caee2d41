package dev.tare.probe.iperf3;

import dev.tare.common.linux.TcpInfo;
import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.workload.Counts;
import dev.tare.probe.workload.Datagrams;
import dev.tare.probe.workload.Totals;
import dev.tare.probe.workload.lane.Tally;
import java.util.Optional;

/** The traffic of one stream on this side: one way, on a thread of its own. What it has counted, others read. */
abstract class Flow {

    /** What {@link #move} gives when it was told to end. */
    static final long TOLD = 1;

    private final NanoClock clock;
    private final Tally tally = new Tally();
    private volatile long firstNanos;
    private volatile long lastNanos;

    Flow(NanoClock clock) {
        this.clock = clock;
    }

    NanoClock clock() {
        return clock;
    }

    Tally tally() {
        return tally;
    }

    abstract boolean sends();

    /** Until told to end: {@link #TOLD}; or zero, when the peer ended it, or {@code -errno}. */
    abstract long move(Stop ended);

    abstract Count count();

    /** Of a connection that is open. */
    Optional<TcpInfo> tcpInfo() {
        return Optional.empty();
    }

    /** As the kernel has it; empty of datagrams. */
    Optional<String> congestion() {
        return Optional.empty();
    }

    Optional<Datagrams> datagrams() {
        return Optional.empty();
    }

    /** Gets it out of the call it waits in; no traffic after that. */
    abstract void wake();

    /** When it moves no more. */
    abstract void close();

    void moved(long first, long last) {
        firstNanos = first;
        lastNanos = last;
    }

    Counts counts() {
        return tally.counts();
    }

    /** When it moves no more. */
    Totals totals(long begunNanos) {
        Counts counts = counts();
        return new Totals(counts.receivedBytes(), counts.sentBytes(), begunNanos, firstNanos, lastNanos);
    }
}
