package dev.tare.probe.socket;

import dev.tare.common.linux.Errno;
import dev.tare.common.linux.Libc;
import dev.tare.common.linux.PacketStamps;
import dev.tare.probe.clock.NanoClock;
import org.jspecify.annotations.Nullable;

/**
 * A connected, blocking socket of datagrams, of UDP or of ICMP: what others than the peer send is thrown away by the kernel. One thread sends and
 * receives; another may read {@link #options}, {@link #wake} it and {@link #sendBeside send beside} that one. Sending and receiving allocate nothing.
 */
public final class UdpSocket {

    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int SHUT_RDWR = 2;

    /** A datagram in one packet, or in a few fragments. */
    private static final int SHORT_BYTES = 4096;

    private final int fd;
    private final Libc libc = new Libc();
    private final SocketOptions options;
    /** Null where the kernel does not stamp what comes and goes. */
    private @Nullable PacketStamps stamps;

    /** Null where {@link #receive} sleeps. */
    private @Nullable NanoClock spinning;

    private long timeoutNanos = Long.MAX_VALUE;
    private volatile boolean woken;
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

    /** As {@link #send}, beside the thread that sends and receives; {@code -EAGAIN} where there is no room. Allocates. */
    public long sendBeside(long address, long length) {
        return new Libc().sendExactly(fd, address, length, MSG_NOSIGNAL | MSG_DONTWAIT);
    }

    /**
     * Bytes of a datagram, of a longer one as many as there is room for; zero for one without payload and after
     * {@link #wake}; or {@code -errno}: EAGAIN when none came in time, ECONNREFUSED when the peer's socket is gone.
     */
    public long receive(long address, long length) {
        if (woken) {
            return 0; // the other side's kernel may go on answering, and a socket of ICMP then goes on receiving
        }
        if (spinning != null) {
            return spin(spinning, address, length);
        }
        long received;
        do {
            received = stamps == null ? libc.recv(fd, address, length, 0) : stamps.receive(address, length, 0);
        } while (received == -Errno.EINTR);
        return received;
    }

    /** Nobody is woken where nobody sleeps: a socket that was shut down still says that nothing has come. */
    private long spin(NanoClock clock, long address, long length) {
        long received = receiveAtOnce(address, length);
        if (received != -Errno.EAGAIN) {
            return received;
        }
        long begunNanos = clock.nanos();
        while (received == -Errno.EAGAIN && !woken && clock.nanos() - begunNanos < timeoutNanos) {
            received = receiveAtOnce(address, length);
        }
        return received == -Errno.EAGAIN && woken ? 0 : received;
    }

    private long receiveAtOnce(long address, long length) {
        long received;
        do {
            received = stamps == null
                    ? libc.recvExactly(fd, address, length, MSG_DONTWAIT)
                    : stamps.receive(address, length, MSG_DONTWAIT);
        } while (received == -Errno.EINTR);
        return received;
    }

    /** From now on {@link #receive} does not sleep: it asks again and again, and keeps a CPU busy. */
    public void spin(NanoClock clock) {
        spinning = clock;
    }

    /** Has the kernel stamp what comes and goes from now on: zero, or {@code -errno}. */
    int stampPackets() {
        PacketStamps wanted = new PacketStamps(fd);
        int result = wanted.request();
        stamps = result < 0 ? null : wanted;
        return result;
    }

    /** When the last datagram came to this host, on its wall clock; {@link PacketStamps#NONE} where that is not known. */
    public long cameNanos() {
        return stamps == null ? PacketStamps.NONE : stamps.stampNanos();
    }

    /**
     * When the next of the datagrams sent was handed to the device, on this host's wall clock, in their order and each once; {@link
     * PacketStamps#NONE} where no more is known yet. After that {@link #cameNanos} knows no more.
     */
    public long nextLeftNanos() {
        while (stamps != null && stamps.takeSent() >= 0) {
            if (stamps.stampNanos() != PacketStamps.NONE) {
                return stamps.stampNanos();
            }
        }
        return PacketStamps.NONE;
    }

    /** Whether {@link #wake} was called. From any thread. */
    public boolean isWoken() {
        return woken;
    }

    /** How long {@link #receive} waits. */
    public void receiveTimeout(long nanos) {
        timeoutNanos = nanos;
        options.receiveTimeout(nanos);
    }

    /** {@link #receive} waits until something comes, as it did at first. */
    void receiveWithoutLimit() {
        timeoutNanos = Long.MAX_VALUE;
        options.receiveTimeout(0);
    }

    int fd() {
        return fd;
    }

    /** Whoever waits in a call comes out of it. From any thread. */
    public synchronized void wake() {
        woken = true;
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
