package dev.tare.probe.workload.tcp;

import dev.tare.common.linux.Errno;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.socket.Turns;
import dev.tare.probe.workload.Totals;
import dev.tare.probe.workload.lane.Lane;
import dev.tare.probe.workload.lane.Link;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** As {@link StreamReceiver}, of several streams on one thread: of who has something each has its turn, which is one read. */
final class SharedReceiver implements Lane {

    private final List<Link> links;
    private final MemorySegment block;
    private final Turns turns;
    private long first;
    private long last;

    SharedReceiver(List<Link> links, int blockBytes) {
        this.links = links;
        this.block = Arena.ofAuto().allocate(blockBytes, 4096);
        this.turns = Turns.toReceive(links.stream().map(Link::socket).toList());
    }

    @Override
    public Totals run(Window window, Stop stop) throws ProbeFailure {
        if (!links.getFirst().begin(window, stop)) {
            return Totals.NOTHING;
        }
        long address = block.address();
        long length = block.byteSize();
        while (!turns.allHaveLeft() && !stop.requested()) {
            turns.await();
            for (int i = 0; i < links.size(); i++) {
                if (turns.has(i)) {
                    turn(i, address, length, window, stop);
                }
            }
        }
        Totals sum = Totals.NOTHING;
        for (Link link : links) {
            // of who has not ended, when told to stop
            link.socket().shutdownOutput();
            sum = sum.plus(link.tally().totals(first, last));
        }
        return sum;
    }

    private void turn(int number, long address, long length, Window window, Stop stop) throws ProbeFailure {
        Link link = links.get(number);
        long received = link.socket().receiveAtOnce(address, length);
        if (received > 0) {
            link.tally().received(received);
            last = link.clock().nanos();
            first = first == 0 ? last : first;
        } else if (received != -Errno.EAGAIN && received != -Errno.EINTR) {
            link.checkEnd(received, window, stop, "receiving");
            // at once: the sender waits for it, and for the others after it
            link.socket().shutdownOutput();
            turns.leave(number);
        }
    }
}
