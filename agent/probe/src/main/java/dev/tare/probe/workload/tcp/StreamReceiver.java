package dev.tare.probe.workload.tcp;

import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.workload.Totals;
import dev.tare.probe.workload.lane.Lane;
import dev.tare.probe.workload.lane.Link;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Reads until the sender ends the stream. */
final class StreamReceiver implements Lane {

    private final Link link;
    private final MemorySegment block;

    StreamReceiver(Link link, int blockBytes) {
        this.link = link;
        this.block = Arena.ofAuto().allocate(blockBytes, 4096);
    }

    @Override
    public Totals run(Window window, Stop stop) throws ProbeFailure {
        if (!link.begin(window, stop)) {
            return Totals.NOTHING;
        }
        long received = link.socket().receive(block.address(), block.byteSize());
        long first = link.clock().nanos();
        long last = received > 0 ? receive(first, received, window, stop) : first;
        if (received <= 0) {
            link.checkEnd(received, window, stop, "receiving");
        }
        link.socket().shutdownOutput();
        return link.tally().totals(first, last);
    }

    private long receive(long first, long firstBytes, Window window, Stop stop) throws ProbeFailure {
        long address = block.address();
        long length = block.byteSize();
        long last = first;
        long received = firstBytes;
        while (received > 0 && !stop.requested()) {
            link.tally().received(received);
            last = link.clock().nanos();
            received = link.socket().receive(address, length);
        }
        if (received <= 0) {
            link.checkEnd(received, window, stop, "receiving");
        }
        return last;
    }
}
