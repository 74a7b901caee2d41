package dev.tare.probe.workload.http;

import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.workload.Totals;
import dev.tare.probe.workload.lane.Lane;
import dev.tare.probe.workload.lane.Link;
import java.util.concurrent.TimeUnit;

/** Asks for one body after the other on one connection. */
final class Downloads implements Lane {

    /** For the last body to come whole, after the window and its tail. */
    private static final long LAST_BODY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Link link;
    private final Getter getter;

    Downloads(Link link, long bodyBytes) {
        this.link = link;
        this.getter = new Getter(link, link.socket(), false, bodyBytes);
    }

    @Override
    public Totals run(Window window, Stop stop) throws ProbeFailure {
        if (!link.lead(window, stop)) {
            return Totals.NOTHING;
        }
        long first = link.clock().nanos();
        long last = getUntil(window.endNanos() + TAIL_NANOS, window, stop, first);
        // a body that is broken off ends with the connection, at the server by an error
        if (getter.left() == 0) {
            link.finish(getter.address(), window, stop);
        }
        return link.tally().totals(first, last);
    }

    private long getUntil(long untilNanos, Window window, Stop stop, long first) throws ProbeFailure {
        long now = first;
        do {
            long result = getter.ask();
            if (result > 0) {
                result = getter.readHead();
            }
            now = link.clock().nanos();
            while (result > 0 && getter.left() > 0) {
                if (now - untilNanos - LAST_BODY_NANOS >= 0) {
                    return now;
                }
                result = getter.readBody();
                now = link.clock().nanos();
            }
            if (result <= 0) {
                link.checkEnd(result, window, stop, "receiving");
                return now;
            }
        } while (now - untilNanos < 0 && !stop.requested());
        return now;
    }
}
