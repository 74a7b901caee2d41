package dev.tare.probe.workload.tcp;

import dev.tare.probe.socket.TcpSocket;
import java.lang.foreign.Arena;

/** A block of our own memory, which the kernel copies at each call. */
final class CopiedBlock implements Outgoing {

    private static final int PAGE = 4096;

    // a number and not a segment: the first compiler does not see through a segment's interface
    private final long address;
    private final int bytes;

    /** Its memory lives as long as the process, which is one trial. */
    CopiedBlock(int bytes) {
        this.address = Arena.global().allocate(bytes, PAGE).address();
        this.bytes = bytes;
    }

    @Override
    public long sendOn(TcpSocket socket) {
        return socket.send(address, bytes);
    }
}
