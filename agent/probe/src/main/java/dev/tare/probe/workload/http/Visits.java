package dev.tare.probe.workload.http;

import dev.tare.common.linux.Errno;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.socket.Reception;
import dev.tare.probe.workload.Totals;
import dev.tare.probe.workload.lane.Lane;
import dev.tare.probe.workload.lane.Link;

/**
 * Takes one connection after the other and answers what is asked on it, until the client ends the link: it may be the other
 * probe, or an engine's client, which knows nothing of links.
 */
final class Visits implements Lane {

    private final Link link;
    private final Reception reception;
    private final Answerer answerer;
    private long first;
    private long last;

    Visits(Link link, Reception reception, long bodyBytes) {
        this.link = link;
        this.reception = reception;
        this.answerer = new Answerer(link, reception, bodyBytes);
    }

    @Override
    public Totals run(Window window, Stop stop) throws ProbeFailure {
        if (!link.begin(window, stop)) {
            return Totals.NOTHING;
        }
        while (!stop.requested()) {
            int came = reception.next();
            if (came > 0) {
                serve();
                continue;
            }
            if (link.socket().hasEnded(answerer.address())) {
                link.checkEnd(0, window, stop, "waiting for a connection");
                break;
            }
            link.overdue().check(link.name());
            if (came < 0 && !stop.requested()) {
                throw new ProbeFailure(FailureCode.INTERNAL, "accept: " + Errno.describe(-came));
            }
        }
        link.socket().shutdownOutput();
        return link.tally().totals(first, last);
    }

    /** How a connection ends is the client's business, and a failure shows there. */
    private void serve() throws ProbeFailure {
        long result = answerer.hear();
        while (result > 0) {
            if (first == 0) {
                first = link.clock().nanos();
            }
            result = answerer.answer();
            if (result > 0) {
                last = link.clock().nanos();
                result = answerer.closes() ? 0 : answerer.hear();
            }
        }
        reception.hangUp();
    }

    @Override
    public void wake() {
        reception.wake();
    }

    @Override
    public void close() {
        reception.close();
    }
}
