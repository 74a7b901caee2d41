package dev.tare.probe.workload.lane;

import dev.tare.common.linux.Errno;
import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.pace.Rate;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.socket.TcpSocket;

/** A lane's connection, and what its end means at which time. */
public record Link(TcpSocket socket, String name, NanoClock clock, Tally tally, Overdue overdue) {

    /** The peer's end of stream, or an error as {@code -errno} or zero: fine after the window or when stopping. */
    public void checkEnd(long result, Window window, Stop stop, String doing) throws ProbeFailure {
        if (stop.requested()) {
            return;
        }
        overdue.check(name);
        boolean closed =
                result == 0 || result == -Errno.EPIPE || result == -Errno.ECONNRESET || result == -Errno.ECONNREFUSED;
        if (!closed) {
            throw new ProbeFailure(FailureCode.INTERNAL, doing + " on " + name + ": " + Errno.describe((int) -result));
        }
        long early = window.endNanos() - clock.nanos();
        if (early > 0) {
            String how = result == 0 ? "the peer ended the stream" : Errno.describe((int) -result);
            throw new ProbeFailure(
                    FailureCode.PEER_CLOSED,
                    doing + " on " + name + ", " + early / 1_000_000 + " ms before the end of the window: " + how);
        }
    }

    /** Waits for the instant at which both sides begin, on the side that waits for the other's bytes; false when told to stop before. */
    public boolean begin(Window window, Stop stop) throws ProbeFailure {
        boolean going = lead(window, stop);
        tally.precedence().giveUp();
        return going;
    }

    /** As {@link #lead(Window, Stop)}; but whose first request leaves later waits for that like everybody else. */
    public boolean lead(Window window, Stop stop, Rate rate) throws ProbeFailure {
        return rate.poisson() ? begin(window, stop) : lead(window, stop);
    }

    /** As {@link #begin}, on the side that sends first: nothing comes between the instant and its first bytes, a block at most. */
    public boolean lead(Window window, Stop stop) throws ProbeFailure {
        boolean going = stop.beginsAt(window.startNanos(), tally.precedence());
        if (tally.precedence().isMissing()) {
            throw new ProbeFailure(
                    FailureCode.OPTION_UNAVAILABLE,
                    "priority realtime: the kernel refuses it to " + name + ", though it granted it before");
        }
        if (going) {
            tally.begun(clock.nanos());
        } else {
            tally.precedence().giveUp();
        }
        return going;
    }

    /** Ends our direction, then waits for the peer to end its own: then it has read everything. */
    public void finish(long address, Window window, Stop stop) throws ProbeFailure {
        socket.shutdownOutput();
        long result = socket.receive(address, 1);
        if (result > 0) {
            throw new ProbeFailure(FailureCode.PEER_GARBAGE, "more than the workload on " + name);
        }
        checkEnd(result, window, stop, "waiting for the peer's end");
    }
}
