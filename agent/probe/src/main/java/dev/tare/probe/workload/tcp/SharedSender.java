package dev.tare.probe.workload.tcp;

import dev.tare.common.linux.Errno;
import dev.tare.common.linux.NativeMemory;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.socket.Turns;
import dev.tare.probe.workload.Totals;
import dev.tare.probe.workload.lane.Lane;
import dev.tare.probe.workload.lane.Link;
import java.util.List;

/**
 * As {@link StreamSender}, of several streams on one thread: of who has room each has its turn, which is a block or as much of
 * it as there is room for. One whose peer does not read has none, and holds up no other.
 */
final class SharedSender implements Lane {

    private final List<Link> links;
    private final CopiedBlock block;
    private final NativeMemory answer = new NativeMemory(1);
    private final Turns turns;
    private long last;

    SharedSender(List<Link> links, CopiedBlock block) {
        this.links = links;
        this.block = block;
        this.turns = Turns.toSend(links.stream().map(Link::socket).toList());
    }

    @Override
    public Totals run(Window window, Stop stop) throws ProbeFailure {
        Link leader = links.getFirst();
        if (!leader.lead(window, stop)) {
            return Totals.NOTHING;
        }
        long first = leader.clock().nanos();
        last = first;
        send(window.endNanos() + TAIL_NANOS, window, stop);
        // before any is waited for: meanwhile the peers read the rest of all of them
        links.forEach(link -> link.socket().shutdownOutput());
        Totals sum = Totals.NOTHING;
        for (Link link : links) {
            link.finish(answer.address(), window, stop);
            sum = sum.plus(link.tally().totals(first, last));
        }
        return sum;
    }

    private void send(long untilNanos, Window window, Stop stop) throws ProbeFailure {
        long now = last;
        while (!turns.allHaveLeft() && now - untilNanos < 0 && !stop.requested()) {
            for (int i = 0; i < links.size(); i++) {
                if (turns.has(i)) {
                    turn(i, window, stop);
                }
            }
            turns.await();
            now = links.getFirst().clock().nanos();
        }
    }

    private void turn(int number, Window window, Stop stop) throws ProbeFailure {
        Link link = links.get(number);
        long sent = block.sendAtOnceOn(link.socket());
        if (sent == -Errno.EAGAIN || sent == -Errno.EINTR) {
            // no room at the very beginning: the right of way ends with the turn all the same
            link.tally().sent(0);
        } else if (sent < 0) {
            link.checkEnd(sent, window, stop, "sending");
            turns.leave(number);
        } else {
            link.tally().sent(sent);
            last = link.clock().nanos();
        }
    }
}
