package dev.tare.probe.workload.tcp;

import dev.tare.probe.socket.TcpSocket;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;

/** A block of our own memory, which the kernel copies at each call. */
final class CopiedBlock implements Outgoing {

    private static final int PAGE = 4096;

    private final MemorySegment memory;
    // a number and not a segment: the first compiler does not see through a segment's interface
    private final long address;
    private final int bytes;

    CopiedBlock(int bytes) {
        this.memory = Arena.ofAuto().allocate(bytes, PAGE);
        this.address = memory.address();
        this.bytes = bytes;
    }

    @Override
    public long sendOn(TcpSocket socket) {
        try {
            return socket.send(address, bytes);
        } finally {
            Reference.reachabilityFence(memory);
        }
    }

    /** As {@link #sendOn}, but {@code -EAGAIN} where there is no room. */
    long sendAtOnceOn(TcpSocket socket) {
        try {
            return socket.sendAtOnce(address, bytes);
        } finally {
            Reference.reachabilityFence(memory);
        }
    }
}
