package dev.tare.probe.workload.tcp;

import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.socket.Dialer;
import dev.tare.probe.workload.Totals;
import dev.tare.probe.workload.lane.Lane;
import dev.tare.probe.workload.lane.Link;
import dev.tare.probe.workload.lane.TransactionLog;

/**
 * Opens a connection, sends a request, waits for its response, and closes; again and again. Recorded is the time from
 * before the connection was asked for until the response was there; closing counts for the rate only.
 */
final class Connects implements Lane {

    private final Link link;
    private final Dialer dialer;
    private final boolean reset;
    private final Exchange exchange;
    private final TransactionLog transactions;

    /** {@code reset} where this side ends a connection without waiting for the server's end. */
    Connects(
            Link link, Dialer dialer, boolean reset, int requestBytes, int responseBytes, TransactionLog transactions) {
        this.link = link;
        this.dialer = dialer;
        this.reset = reset;
        this.exchange = new Exchange(dialer, link.tally(), requestBytes, responseBytes);
        this.transactions = transactions;
    }

    @Override
    public Totals run(Window window, Stop stop) throws ProbeFailure {
        if (!link.begin(window, stop)) {
            return Totals.NOTHING;
        }
        long first = link.clock().nanos();
        long last = callUntil(window.endNanos() + TAIL_NANOS, window, stop, first);
        link.finish(exchange.address(), window, stop);
        return link.tally().totals(first, last);
    }

    private long callUntil(long untilNanos, Window window, Stop stop, long first) throws ProbeFailure {
        long now = first;
        do {
            long result = call(now);
            if (result > 0 && !reset) {
                // the server closes first, so that it is the server who remembers the connection (TIME_WAIT)
                result = dialer.receive(exchange.address(), 1) == 0 ? 1 : 0;
            }
            dialer.close();
            if (result <= 0) {
                link.checkEnd(result, window, stop, "on a connection for one request");
                return now;
            }
            now = link.clock().nanos();
        } while (now - untilNanos < 0 && !stop.requested());
        return now;
    }

    private long call(long begun) {
        long result = dialer.open();
        if (result > 0) {
            result = exchange.send();
        }
        if (result > 0) {
            result = exchange.receive();
        }
        if (result > 0) {
            transactions.took(link.clock().nanos() - begun);
            transactions.tell();
            if (reset) {
                dialer.resetAtClose();
            }
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
