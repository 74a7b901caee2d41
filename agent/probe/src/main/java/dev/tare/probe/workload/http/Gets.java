package dev.tare.probe.workload.http;

import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.pace.Departures;
import dev.tare.probe.pace.Rate;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.workload.Totals;
import dev.tare.probe.workload.lane.Lane;
import dev.tare.probe.workload.lane.Link;
import dev.tare.probe.workload.lane.TransactionLog;

/**
 * Asks and reads the answer, again and again on one connection; each round trip is recorded. At a rate, a request that has to wait
 * for the answer before it is late, and its latency counts from when it was due.
 */
final class Gets implements Lane {

    private final Link link;
    private final Getter getter;
    private final Rate rate;
    private final TransactionLog transactions;

    Gets(Link link, long bodyBytes, Rate rate, TransactionLog transactions) {
        this.link = link;
        this.getter = new Getter(link, link.socket(), false, bodyBytes);
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
        transactions.tell();
        link.finish(getter.address(), window, stop);
        return link.tally().totals(first, last);
    }

    private long getUntil(long untilNanos, Window window, Stop stop, long first) throws ProbeFailure {
        Departures departures = rate.from(window.startNanos(), stop);
        long now = first;
        while (now - untilNanos < 0 && !stop.requested()) {
            if (!rate.closedLoop()) {
                transactions.tell(); // the wait may be longer than an interval
            }
            // one reading an exchange: the answer's arrival is the next request's departure
            long due = departures.next(now);
            if (due - untilNanos >= 0 || stop.requested()) {
                return now;
            }
            long result = getter.ask();
            transactions.tell(); // of the one before, while this one travels
            if (result > 0) {
                result = getter.read();
            }
            if (result <= 0) {
                link.checkEnd(result, window, stop, "waiting for a response");
                return now;
            }
            now = link.clock().nanos();
            transactions.took(now - due);
        }
        return now;
    }
}
