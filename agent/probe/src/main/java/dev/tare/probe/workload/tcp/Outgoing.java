package dev.tare.probe.workload.tcp;

import dev.tare.probe.socket.TcpSocket;

/** A block of bytes that a stream's sender writes again and again. */
interface Outgoing {

    /** Bytes sent, at least one and at most the block; or {@code -errno}. */
    long sendOn(TcpSocket socket);

    /** After the last call. */
    default void close() {}
}
