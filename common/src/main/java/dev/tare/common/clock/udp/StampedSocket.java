package dev.tare.common.clock.udp;

import dev.tare.common.linux.Errno;
import dev.tare.common.linux.Libc;
import dev.tare.common.linux.NativeMemory;
import dev.tare.common.linux.PacketStamps;
import dev.tare.common.linux.SocketAddressCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A UDP socket whose packets the kernel stamps, with its wall clock, when they come (before they wait for anybody) and when
 * they are handed to the device. For one thread, {@link #close} too; another may {@link #wake} it.
 */
final class StampedSocket implements AutoCloseable {

    /** No stamp: the kernel or the device's driver did not give one. */
    static final long NONE = PacketStamps.NONE;

    private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVTIMEO = 20;
    private static final int SHUT_RD = 0;
    private static final int ROOM = 256;

    private final Libc libc = new Libc();
    private final int fd;
    private final NativeMemory payload = new NativeMemory(ROOM);
    private final NativeMemory outgoing = new NativeMemory(ROOM);
    private final NativeMemory target = new NativeMemory(SocketAddressCodec.MAXIMUM_BYTES);
    private final PacketStamps stamps;
    private boolean closed;

    private StampedSocket(int fd) {
        this.fd = fd;
        this.stamps = new PacketStamps(fd);
        payload.bytes().order(ByteOrder.BIG_ENDIAN);
    }

    /**
     * Bound to that address and any port.
     *
     * @param patience how long a {@link #receive} waits; zero for ever
     */
    static StampedSocket open(InetAddress local, Duration patience) throws IOException {
        Libc libc = new Libc();
        int fd = check("socket", libc.socket(SocketAddressCodec.family(local), SOCK_DGRAM_CLOEXEC, 0));
        StampedSocket socket = new StampedSocket(fd);
        try {
            NativeMemory address = new NativeMemory(SocketAddressCodec.MAXIMUM_BYTES);
            check("bind", libc.bind(fd, address, SocketAddressCodec.write(local, 0, address)));
            check("SO_TIMESTAMPING", socket.stamps.request());
            NativeMemory timeval = new NativeMemory(2 * Long.BYTES);
            timeval.bytes().putLong(0, patience.toSeconds());
            timeval.bytes().putLong(Long.BYTES, TimeUnit.NANOSECONDS.toMicros(patience.toNanosPart()));
            check("SO_RCVTIMEO", libc.setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, timeval, timeval.size()));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        return socket;
    }

    InetSocketAddress local() throws IOException {
        NativeMemory address = new NativeMemory(SocketAddressCodec.MAXIMUM_BYTES);
        NativeMemory length = new NativeMemory(Integer.BYTES);
        length.bytes().putInt(0, address.size());
        check("getsockname", libc.getsockname(fd, address, length));
        return SocketAddressCodec.read(address);
    }

    /** What is written here goes out with the next {@link #send}. */
    ByteBuffer outgoing() {
        return outgoing.bytes();
    }

    /** What the last {@link #receive} brought. */
    ByteBuffer payload() {
        return payload.bytes();
    }

    /** Of the last {@link #receive}. */
    InetSocketAddress sender() {
        return SocketAddressCodec.read(stamps.sender());
    }

    /** The kernel's stamp of the last {@link #receive} that brought something or {@link #takeTransmitStamp} that was true. */
    long stampNanos() {
        return stamps.stampNanos();
    }

    /** Which send, counted from 0, the last {@link #takeTransmitStamp} was about. */
    int stampedSend() {
        return stamps.stampedSend();
    }

    /** False when it could not be sent, which is as if it were lost. */
    boolean send(InetSocketAddress to, int length) {
        int addressLength = SocketAddressCodec.write(to.getAddress(), to.getPort(), target);
        return libc.sendto(fd, outgoing, length, target, addressLength) == length;
    }

    /**
     * The packet's length; -1 when nothing came in time. Waits in the call itself: each call more of a thread that has been
     * asleep costs tens of microseconds, of a CPU on which somebody may be measured. A stamp of a send does not end the wait.
     */
    int receive() throws IOException {
        long got = stamps.receive(payload.address(), ROOM, 0);
        if (got == -Errno.EAGAIN || got == -Errno.EINTR || got == -Errno.ECONNREFUSED) {
            // a refusal is the kernel's word about an earlier send: like no answer
            return -1;
        }
        return check("recvmsg", (int) got);
    }

    /** Ends a {@link #receive} that waits, and each later one at once, when all that came is read: with zero. For any thread. */
    synchronized void wake() {
        if (!closed) {
            // Of a socket without a peer this fails by its word (ENOTCONN), and wakes whoever waits all the same.
            new Libc().shutdown(fd, SHUT_RD);
        }
    }

    /** Takes the next stamp of a send; false when there is none now. */
    boolean takeTransmitStamp() throws IOException {
        long got = stamps.takeSent();
        if (got == -Errno.EAGAIN) {
            return false;
        }
        check("recvmsg of the error queue", (int) got);
        return true;
    }

    @Override
    public synchronized void close() {
        closed = true;
        libc.close(fd);
    }

    private static int check(String what, int result) throws IOException {
        if (result < 0) {
            throw new IOException("UDP for clocks: " + what + ": " + Errno.describe(-result));
        }
        return result;
    }
}
