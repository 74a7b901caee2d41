package dev.tare.probe.workload.udp;

import dev.tare.common.linux.Errno;
import dev.tare.common.linux.NativeMemory;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.workload.lane.Link;
import java.util.concurrent.TimeUnit;

/**
 * Judges failed calls on a datagram socket. Most are no end: nothing came in time, a full queue, somebody's ICMP message.
 * Whether the peer is still there, the TCP connection beside it tells. Trap: an error number of the measuring calls may,
 * rarely, be another's; so one that ends a trial has to come again and again.
 */
final class Faults {

    static final long NOT_IN_TIME = -Errno.EAGAIN;

    private static final int MOST_IN_A_ROW = 200;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Link link;
    /** A field and not its address: it lives as long as somebody knows it, and the kernel writes to it. */
    private final NativeMemory scratch = new NativeMemory(1);

    private int inARow;

    Faults(Link link) {
        this.link = link;
    }

    void none() {
        inARow = 0;
    }

    /** True when the peer has ended, or shall: then the traffic is over. Failing where that is too early. */
    boolean peerEnded(Window window, Stop stop, String doing) throws ProbeFailure {
        if (link.socket().hasEnded(scratch.address())) {
            link.checkEnd(0, window, stop, doing);
            return true;
        }
        link.overdue().check(link.name());
        return stop.requested();
    }

    /** As {@link #peerEnded}, after a call that gave {@code -errno}, or nothing: a datagram may have no bytes. */
    boolean endsTraffic(long result, Window window, Stop stop, String doing) throws ProbeFailure {
        if (peerEnded(window, stop, doing)) {
            return true;
        }
        if (result == 0 || result == -Errno.EAGAIN) {
            inARow = 0;
            return false;
        }
        if (++inARow == MOST_IN_A_ROW) {
            int errno = (int) -result;
            FailureCode code = errno == Errno.EMSGSIZE ? FailureCode.UNSUPPORTED : FailureCode.INTERNAL;
            throw new ProbeFailure(code, doing + " on " + link.name() + ": " + Errno.describe(errno));
        }
        stop.roughlyUntil(link.clock().nanos() + PAUSE_NANOS);
        return false;
    }
}
