package dev.tare.probe.workload.tcp;

import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.workload.Totals;
import dev.tare.probe.workload.lane.Lane;
import dev.tare.probe.workload.lane.Link;

/** Answers each request on a link at once, until the client ends the stream. */
public final class Responses implements Lane {

    private final Link link;
    private final Service service;

    public Responses(Link link, Service service) {
        this.link = link;
        this.service = service;
    }

    @Override
    public Totals run(Window window, Stop stop) throws ProbeFailure {
        if (!link.begin(window, stop)) {
            return Totals.NOTHING;
        }
        long result = service.hear();
        long first = link.clock().nanos();
        long last = first;
        while (result > 0 && !stop.requested()) {
            result = service.answer();
            if (result > 0) {
                last = link.clock().nanos();
                result = service.hear();
            }
        }
        if (result <= 0) {
            link.checkEnd(result, window, stop, "waiting for a request");
        }
        link.socket().shutdownOutput();
        return link.tally().totals(first, last);
    }
}
