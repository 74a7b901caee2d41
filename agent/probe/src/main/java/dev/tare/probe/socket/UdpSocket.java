package dev.tare.probe.socket;

import dev.tare.common.linux.Errno;
import dev.tare.common.linux.Libc;

/**
 * A connected, blocking UDP socket: what others than the peer send is thrown away by the kernel. One thread sends and
 * receives; another may read {@link #options} and {@link #wake} it. Sending and receiving allocate nothing.
 */
public final class UdpSocket {

    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int SHUT_RDWR = 2;

    /** A datagram in one packet, or in a few fragments. */
    private static final int SHORT_BYTES = 4096;

    private final int fd;
    private final Libc libc = new Libc();
    private final SocketOptions options;
    private boolean open = true;

    UdpSocket(int fd) {
        this.fd = fd;
        this.options = new SocketOptions(fd);
    }

    public SocketOptions options() {
        return options;
    }

    /** Bytes of the datagram that was handed to the kernel, after waiting for room; or {@code -errno}. */
    public long send(long address, long length) {
        long sent = length <= SHORT_BYTES ? libc.sendAtOnce(fd, address, length, MSG_NOSIGNAL) : -Errno.EAGAIN;
        while (sent == -Errno.EAGAIN || sent == -Errno.EINTR) {
            sent = libc.send(fd, address, length, MSG_NOSIGNAL);
        }
        return sent;
    }

    /**
     * Bytes of a datagram, of a longer one as many as there is room for; zero for one without payload and after
     * {@link #wake}; or {@code -errno}: EAGAIN when none came in time, ECONNREFUSED when the peer's socket is gone.
     */
    public long receive(long address, long length) {
        long received;
        do {
            received = libc.recv(fd, address, length, 0);
        } while (received == -Errno.EINTR);
        return received;
    }

    /** How long {@link #receive} waits. */
    public void receiveTimeout(long nanos) {
        options.receiveTimeout(nanos);
    }

    int fd() {
        return fd;
    }

    /** Whoever waits in a call comes out of it. From any thread. */
    public synchronized void wake() {
        if (open) {
            new Libc().shutdown(fd, SHUT_RDWR);
        }
    }

    /** After that the descriptor may belong to somebody else: whoever still sends or receives must be out of it. */
    public synchronized void close() {
        if (open) {
            open = false;
            libc.close(fd);
        }
    }
}
