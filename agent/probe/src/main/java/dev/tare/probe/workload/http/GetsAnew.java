package dev.tare.probe.workload.http;

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
 * Opens a connection, asks, reads the answer, and waits for the server to end the connection; again and again. Recorded is the
 * time from before the connection was asked for, or from when it was due, until the answer was there; closing counts for the
 * rate only.
 */
final class GetsAnew implements Lane {

    private final Link link;
    private final Dialer dialer;
    private final Getter getter;
    private final Rate rate;
    private final TransactionLog transactions;

    GetsAnew(Link link, Dialer dialer, long bodyBytes, Rate rate, TransactionLog transactions) {
        this.link = link;
        this.dialer = dialer;
        this.getter = new Getter(link, dialer, true, bodyBytes);
        this.rate = rate;
        this.transactions = transactions;
    }

    @Override
    public Totals run(Window window, Stop stop) throws ProbeFailure {
        if (!link.begin(window, stop)) {
            return Totals.NOTHING;
        }
        long first = link.clock().nanos();
        long last = getUntil(window.endNanos() + TAIL_NANOS, window, stop, first);
        link.finish(getter.address(), window, stop);
        return link.tally().totals(first, last);
    }

    private long getUntil(long untilNanos, Window window, Stop stop, long first) throws ProbeFailure {
        Departures departures = rate.from(window.startNanos(), stop);
        long now = first;
        while (now - untilNanos < 0 && !stop.requested()) {
            long due = departures.next(now);
            if (due - untilNanos >= 0 || stop.requested()) {
                return now;
            }
            long result = get(due);
            dialer.close();
            if (result <= 0) {
                link.checkEnd(result, window, stop, "on a connection for one request");
                return now;
            }
            now = link.clock().nanos();
        }
        return now;
    }

    private long get(long due) throws ProbeFailure {
        long result = dialer.open();
        if (result > 0) {
            result = getter.ask();
        }
        if (result > 0) {
            result = getter.read();
        }
        if (result > 0) {
            transactions.took(link.clock().nanos() - due);
            transactions.tell();
            // the server closes first, so that it is the server who remembers the connection (TIME_WAIT)
            result = dialer.receive(getter.address(), 1) == 0 ? 1 : 0;
        }
        return result;
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
