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

/** Accepts one connection after the other and answers the request on it, until the client ends the link. */
final class Accepts implements Lane {

    private final Link link;
    private final Reception reception;
    private final boolean reset;
    private final Exchange exchange;
    private long first;
    private long last;

    /** {@code reset} where the client ends a connection, not this side. */
    Accepts(Link link, Reception reception, boolean reset, int requestBytes, int responseBytes) {
        this.link = link;
        this.reception = reception;
        this.reset = reset;
        this.exchange = new Exchange(reception, link.tally(), responseBytes, requestBytes);
    }

    @Override
    public Totals run(Window window, Stop stop) throws ProbeFailure {
        if (!link.begin(window, stop)) {
            return Totals.NOTHING;
        }
        while (!stop.requested()) {
            int came = reception.next();
            if (came > 0) {
                answer();
                continue;
            }
            if (link.socket().hasEnded(exchange.address())) {
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

    /** What goes wrong here shows at the client, and ends the trial there. */
    private void answer() {
        if (exchange.receive() > 0) {
            if (first == 0) {
                first = link.clock().nanos();
            }
            if (exchange.send() > 0) {
                last = link.clock().nanos();
            }
            if (reset) {
                reception.receive(exchange.address(), 1);
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
