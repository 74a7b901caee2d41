package dev.tare.probe.workload.tcp;

import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.workload.Totals;
import dev.tare.probe.workload.lane.Lane;
import dev.tare.probe.workload.lane.Latencies;
import dev.tare.probe.workload.lane.Link;
import org.HdrHistogram.SingleWriterRecorder;

/** Sends a request, waits for its response, and so on; each round trip is recorded. */
final class Requests implements Lane {

    private final Link link;
    private final Exchange exchange;
    private final SingleWriterRecorder latencies;

    Requests(Link link, int requestBytes, int responseBytes, SingleWriterRecorder latencies) {
        this.link = link;
        this.exchange = new Exchange(link.socket(), link.tally(), requestBytes, responseBytes);
        this.latencies = latencies;
    }

    @Override
    public Totals run(Window window, Stop stop) throws ProbeFailure {
        if (!stop.exactlyUntil(window.startNanos())) {
            return Totals.NOTHING;
        }
        long first = link.clock().nanos();
        long last = exchangeUntil(window.endNanos() + TAIL_NANOS, window, stop, first);
        link.finish(exchange.address(), window, stop);
        return link.tally().totals(first, last);
    }

    private long exchangeUntil(long untilNanos, Window window, Stop stop, long first) throws ProbeFailure {
        long sentAt = first;
        do {
            long result = exchange.send();
            if (result > 0) {
                result = exchange.receive();
            }
            if (result <= 0) {
                link.checkEnd(result, window, stop, "waiting for a response");
                return sentAt;
            }
            // one reading a transaction: the answer's arrival is the next request's departure
            long now = link.clock().nanos();
            Latencies.record(latencies, now - sentAt);
            sentAt = now;
        } while (sentAt - untilNanos < 0 && !stop.requested());
        return sentAt;
    }
}
