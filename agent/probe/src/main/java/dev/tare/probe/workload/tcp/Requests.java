package dev.tare.probe.workload.tcp;

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
 * Sends a request, waits for its response, and so on; each round trip is recorded. At a rate, a request that has to wait
 * for the response before it is late, and its latency counts from when it was due.
 */
public final class Requests implements Lane {

    private final Link link;
    private final RoundTrip roundTrip;
    private final Rate rate;
    private final TransactionLog transactions;

    public Requests(Link link, RoundTrip roundTrip, Rate rate, TransactionLog transactions) {
        this.link = link;
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
        long last = exchangeUntil(window.endNanos() + TAIL_NANOS, window, stop, first);
        transactions.tell();
        link.finish(roundTrip.address(), window, stop);
        return link.tally().totals(first, last);
    }

    private long exchangeUntil(long untilNanos, Window window, Stop stop, long first) throws ProbeFailure {
        Departures departures = rate.from(window.startNanos(), stop);
        long now = first;
        while (now - untilNanos < 0 && !stop.requested()) {
            if (!rate.closedLoop()) {
                transactions.tell(); // the wait may be longer than an interval
            }
            // one reading a transaction: the answer's arrival is the next request's departure
            long due = departures.next(now);
            if (due - untilNanos >= 0 || stop.requested()) {
                return now;
            }
            long result = roundTrip.ask();
            transactions.tell(); // of the one before, while this one travels
            if (result > 0) {
                result = roundTrip.read();
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
