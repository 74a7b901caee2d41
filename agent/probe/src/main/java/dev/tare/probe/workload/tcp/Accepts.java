package dev.tare.probe.workload.tcp;

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
 * Accepts one connection after the other and answers what is asked on it, until the client ends the link: it may be the other
 * probe, or an engine's client, which knows nothing of links.
 */
final class Accepts implements Lane {

    private final Link link;
    private final Reception reception;
    private final Service service;
    private long first;
    private long last;

    /** {@code service} is on {@code reception}. */
    Accepts(Link link, Reception reception, Service service) {
        this.link = link;
        this.reception = reception;
        this.service = service;
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
            if (link.socket().hasEnded(service.address())) {
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

    /** How a connection ends is the client's business, and what goes wrong here shows there. */
    private void serve() throws ProbeFailure {
        long result = service.hear();
        while (result > 0) {
            if (first == 0) {
                first = link.clock().nanos();
            }
            result = service.answer();
            if (result > 0) {
                last = link.clock().nanos();
                result = service.closes() ? 0 : service.hear();
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
