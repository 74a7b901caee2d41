package dev.tare.probe.workload.tcp;

import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.pace.Departures;
import dev.tare.probe.pace.Rate;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.socket.Dialer;
import dev.tare.probe.workload.Totals;
import dev.tare.probe.workload.lane.Lane;
import dev.tare.probe.workload.lane.Link;
import dev.tare.probe.workload.lane.TransactionLog;

/**
 * Opens a connection, sends a request, waits for its response, and closes; again and again. Recorded is the time from
 * before the connection was asked for, or from when it was due, until the response was there; closing counts for the rate
 * only.
 */
public final class Connects implements Lane {

    private final Link link;
    private final Dialer dialer;
    private final boolean reset;
    private final RoundTrip roundTrip;
    private final Rate rate;
    private final TransactionLog transactions;

    /**
     * Of round trips on {@code dialer}.
     *
     * @param reset whether this side ends a connection without waiting for the server's end
     */
    public Connects(
            Link link, Dialer dialer, boolean reset, RoundTrip roundTrip, Rate rate, TransactionLog transactions) {
        this.link = link;
        this.dialer = dialer;
        this.reset = reset;
        this.roundTrip = roundTrip;
        this.rate = rate;
        this.transactions = transactions;
    }

    @Override
    public Totals run(Window window, Stop stop) throws ProbeFailure {
        if (!link.lead(window, stop, rate)) {
            return Totals.NOTHING;
        }
        long first = link.clock().nanos();
        long last = callUntil(window.endNanos() + TAIL_NANOS, window, stop, first);
        link.finish(roundTrip.address(), window, stop);
        return link.tally().totals(first, last);
    }

    private long callUntil(long untilNanos, Window window, Stop stop, long first) throws ProbeFailure {
        Departures departures = rate.from(window.startNanos(), stop);
        long now = first;
        while (now - untilNanos < 0 && !stop.requested()) {
            long due = departures.next(now);
            if (due - untilNanos >= 0 || stop.requested()) {
                return now;
            }
            long result = call(due);
            dialer.close();
            if (result <= 0) {
                link.checkEnd(result, window, stop, "on a connection for one request");
                return now;
            }
            now = link.clock().nanos();
        }
        return now;
    }

    private long call(long due) throws ProbeFailure {
        long result = dialer.open();
        if (result > 0) {
            result = roundTrip.ask();
        }
        if (result > 0) {
            result = roundTrip.read();
        }
        if (result <= 0) {
            return result;
        }
        transactions.took(link.clock().nanos() - due);
        transactions.tell();
        if (reset) {
            dialer.resetAtClose();
            return result;
        }
        // the server closes first, so that it is the server who remembers the connection (TIME_WAIT)
        return dialer.receive(roundTrip.address(), 1) == 0 ? 1 : 0;
    }

    @Override
    public void wake() {
        dialer.wake();
    }

    @Override
    public void close() {
        dialer.close();
    }
}
