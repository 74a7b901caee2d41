package dev.tare.probe.socket;

import dev.tare.common.linux.Errno;
import dev.tare.common.linux.Libc;
import dev.tare.common.linux.NativeMemory;
import java.lang.ref.Reference;

/**
 * A connected, blocking TCP socket. One thread sends and receives; others may read {@link #options}, {@link #wake} it and {@link #awaitEnd wait for its end}.
 * Sending and receiving allocate nothing.
 */
public final class TcpSocket implements Duplex {

    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int MSG_PEEK = 2;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int SHUT_WR = 1;

    /** Of a message: a segment or a few. */
    private static final int SHORT_BYTES = 4096;

    private static final int SHUT_RDWR = 2;

    private final int fd;
    private final Libc libc = new Libc();
    private final SocketOptions options;
    private boolean open = true;

    TcpSocket(int fd) {
        this.fd = fd;
        this.options = new SocketOptions(fd);
    }

    public SocketOptions options() {
        return options;
    }

    /** Of a connection that is there already. */
    public void apply(SocketSpec spec) {
        spec.apply(options);
    }

    /** Bytes sent, at least one, after waiting for room; or {@code -errno}. */
    @Override
    public long send(long address, long length) {
        long sent = length <= SHORT_BYTES ? libc.sendAtOnce(fd, address, length, MSG_NOSIGNAL) : -Errno.EAGAIN;
        while (sent == -Errno.EAGAIN || sent == -Errno.EINTR) {
            sent = libc.send(fd, address, length, MSG_NOSIGNAL);
        }
        return sent;
    }

    /** As {@link #send(long, long)}, but of what there is room for, and {@code -EAGAIN} where there is none. */
    public long sendAtOnce(long address, long length) {
        return length <= SHORT_BYTES
                ? libc.sendAtOnce(fd, address, length, MSG_NOSIGNAL)
                : libc.sendExactly(fd, address, length, MSG_NOSIGNAL | MSG_DONTWAIT);
    }

    /** As {@link #send(long, long)}, from the beginning of a file, without a copy of ours. */
    public long send(MemoryFile file) {
        long sent;
        do {
            sent = file.sendOn(fd);
        } while (sent == -Errno.EINTR);
        return sent;
    }

    /** Bytes received after waiting for any, zero at the end of the stream; or {@code -errno}. */
    @Override
    public long receive(long address, long length) {
        return receive(address, length, 0);
    }

    long receive(long address, long length, int flags) {
        long received;
        do {
            received = libc.recv(fd, address, length, flags);
        } while (received == -Errno.EINTR);
        return received;
    }

    /** As {@link #receive(long, long)}, but {@code -EAGAIN} where there is nothing. */
    public long receiveAtOnce(long address, long length) {
        return libc.recvExactly(fd, address, length, MSG_DONTWAIT);
    }

    /** The same connection, whose receiver keeps a CPU busy instead of sleeping. */
    public Duplex spinning() {
        return new SpinningSocket(this);
    }

    /** True when the peer has ended its direction, or the connection is broken. Does not wait; takes no data away. */
    public boolean hasEnded(long address) {
        long received = libc.recvExactly(fd, address, 1, MSG_PEEK | MSG_DONTWAIT);
        return received <= 0 && received != -Errno.EAGAIN && received != -Errno.EINTR;
    }

    /**
     * Waits for the peer to end its direction, for the connection to break or for {@link #wake}, and is true then; false when something
     * came instead, which stays there. From any thread, beside the one that receives.
     */
    public boolean awaitEnd() {
        NativeMemory one = new NativeMemory(1);
        Libc own = new Libc();
        try {
            long received;
            do {
                received = own.recvExactly(fd, one.address(), 1, MSG_PEEK);
            } while (received == -Errno.EINTR);
            return received <= 0;
        } finally {
            Reference.reachabilityFence(one);
        }
    }

    /** True when there is something to receive. Does not wait; takes nothing away. */
    public boolean hasMore(long address) {
        return libc.recvExactly(fd, address, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
    }

    int fd() {
        return fd;
    }

    /** The peer sees the end of the stream after what was sent. An error here shows at the next call. */
    public void shutdownOutput() {
        libc.shutdown(fd, SHUT_WR);
    }

    /** Ends both directions, so that whoever waits in a call comes out of it. From any thread. */
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
