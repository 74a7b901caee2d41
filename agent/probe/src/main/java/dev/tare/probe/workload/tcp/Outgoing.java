package dev.tare.probe.workload.tcp;

import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.socket.SocketError;
import dev.tare.probe.socket.TcpSocket;

/** A block of bytes that a stream's sender writes again and again. */
public interface Outgoing {

    /** {@code zerocopy} where the kernel shall send it from where it lies. */
    static Outgoing of(int blockBytes, boolean zerocopy) throws ProbeFailure {
        if (!zerocopy) {
            return new CopiedBlock(blockBytes);
        }
        try {
            return new FileBlock(blockBytes);
        } catch (SocketError e) {
            throw new ProbeFailure(
                    FailureCode.UNSUPPORTED,
                    "zerocopy sends from a file in memory, which cannot be made here: " + e.getMessage());
        }
    }

    /** Bytes sent, at least one and at most the block; or {@code -errno}. */
    long sendOn(TcpSocket socket);

    /** After the last call. */
    default void close() {}
}
