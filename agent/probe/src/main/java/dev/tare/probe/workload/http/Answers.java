package dev.tare.probe.workload.http;

import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.workload.Totals;
import dev.tare.probe.workload.lane.Lane;
import dev.tare.probe.workload.lane.Link;

/** Answers each request on a link at once, until the client ends the stream. */
final class Answers implements Lane {

    private final Link link;
    private final Answerer answerer;

    Answers(Link link, long bodyBytes) {
        this.link = link;
        this.answerer = new Answerer(link, link.socket(), bodyBytes);
    }

    @Override
    public Totals run(Window window, Stop stop) throws ProbeFailure {
        if (!link.begin(window, stop)) {
            return Totals.NOTHING;
        }
        long result = answerer.hear();
        long first = link.clock().nanos();
        long last = first;
        while (result > 0 && !stop.requested()) {
            result = answerer.answer();
            if (result > 0) {
                last = link.clock().nanos();
                result = answerer.hear();
            }
        }
        if (result <= 0) {
            link.checkEnd(result, window, stop, "waiting for a request");
        }
        link.socket().shutdownOutput();
        return link.tally().totals(first, last);
    }
}
