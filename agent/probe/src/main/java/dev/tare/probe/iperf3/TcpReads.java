package dev.tare.probe.iperf3;

import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.socket.TcpSocket;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Reads whatever comes. */
final class TcpReads extends TcpFlow {

    private static final int PAGE = 4096;

    private final MemorySegment block;

    TcpReads(TcpSocket socket, TestParameters parameters, NanoClock clock) {
        super(socket, clock);
        this.block = Arena.ofAuto().allocate(parameters.blockBytes(), PAGE);
    }

    @Override
    boolean sends() {
        return false;
    }

    @Override
    long move(Stop ended) {
        long address = block.address();
        long length = block.byteSize();
        long received = socket().receive(address, length);
        long first = clock().nanos();
        long last = first;
        while (received > 0 && !ended.requested()) {
            tally().received(received);
            last = clock().nanos();
            received = socket().receive(address, length);
        }
        moved(first, last);
        return received > 0 ? TOLD : received;
    }
}
