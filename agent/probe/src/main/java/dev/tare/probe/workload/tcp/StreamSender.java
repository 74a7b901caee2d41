package dev.tare.probe.workload.tcp;

import dev.tare.common.linux.NativeMemory;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.workload.Totals;
import dev.tare.probe.workload.lane.Lane;
import dev.tare.probe.workload.lane.Link;

/** Writes blocks until the window and its tail are over. */
final class StreamSender implements Lane {

    private final Link link;
    private final Outgoing block;
    private final NativeMemory answer = new NativeMemory(1);

    StreamSender(Link link, Outgoing block) {
        this.link = link;
        this.block = block;
    }

    @Override
    public Totals run(Window window, Stop stop) throws ProbeFailure {
        if (!link.lead(window, stop)) {
            return Totals.NOTHING;
        }
        long first = link.clock().nanos();
        long last = send(window.endNanos() + TAIL_NANOS, window, stop, first);
        link.finish(answer.address(), window, stop);
        return link.tally().totals(first, last);
    }

    private long send(long untilNanos, Window window, Stop stop, long first) throws ProbeFailure {
        long now = first;
        do {
            long sent = block.sendOn(link.socket());
            if (sent < 0) {
                link.checkEnd(sent, window, stop, "sending");
                return now;
            }
            link.tally().sent(sent);
            now = link.clock().nanos();
        } while (now - untilNanos < 0 && !stop.requested());
        return now;
    }

    @Override
    public void close() {
        block.close();
    }
}
