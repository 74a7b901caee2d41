package dev.tare.probe.socket;

import dev.tare.common.linux.Errno;

/**
 * A socket whose receiver does not sleep: it asks again and again until something is there, so that nobody has to wake it. Keeps
 * a CPU to itself. Sending waits as ever, where there is no room.
 */
final class SpinningSocket implements Duplex {

    private final TcpSocket socket;

    SpinningSocket(TcpSocket socket) {
        this.socket = socket;
    }

    @Override
    public long send(long address, long length) {
        return socket.send(address, length);
    }

    /** As of the socket; {@link TcpSocket#wake} ends it, too. */
    @Override
    public long receive(long address, long length) {
        long received;
        do {
            received = socket.receiveAtOnce(address, length);
        } while (received == -Errno.EAGAIN || received == -Errno.EINTR);
        return received;
    }
}
