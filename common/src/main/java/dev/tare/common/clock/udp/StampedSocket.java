package dev.tare.common.clock.udp;

import dev.tare.common.linux.Errno;
import dev.tare.common.linux.Libc;
import dev.tare.common.linux.NativeMemory;
import dev.tare.common.linux.SocketAddressCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A UDP socket whose packets the kernel stamps, with its wall clock, when they come (before they wait for anybody) and when
 * they are handed to the device. For one thread; {@link #close} is that thread's, too.
 */
final class StampedSocket implements AutoCloseable {

    /** No stamp: the kernel or the device's driver did not give one. */
    static final long NONE = Long.MIN_VALUE;

    private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_TIMESTAMPING = 37;

    // linux/net_tstamp.h: software stamps of both directions, numbered, without a copy of the packet
    private static final int WANTED = 1 << 1 | 1 << 3 | 1 << 4 | 1 << 7 | 1 << 11;

    private static final int MSG_ERRQUEUE = 0x2000;
    private static final int MSG_DONTWAIT = 0x40;
    private static final short POLLIN = 1;

    private static final int ROOM = 256;
    private static final int CONTROL_ROOM = 512;

    // struct msghdr and iovec of 64-bit Linux
    private static final int MSGHDR_BYTES = 56;
    private static final int NAME = 0;
    private static final int NAME_LENGTH = 8;
    private static final int VECTORS = 16;
    private static final int VECTOR_COUNT = 24;
    private static final int CONTROL = 32;
    private static final int CONTROL_LENGTH = 40;

    private static final int CMSG_HEADER = 16;
    private static final int IP_RECVERR = 11;
    private static final int IPV6_RECVERR = 25;
    private static final int SO_EE_ORIGIN_TIMESTAMPING = 4;
    private static final int EE_ORIGIN = 4;
    private static final int EE_DATA = 12;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final Libc libc = new Libc();
    private final int fd;
    private final NativeMemory payload = new NativeMemory(ROOM);
    private final NativeMemory outgoing = new NativeMemory(ROOM);
    private final NativeMemory sender = new NativeMemory(SocketAddressCodec.MAXIMUM_BYTES);
    private final NativeMemory target = new NativeMemory(SocketAddressCodec.MAXIMUM_BYTES);
    private final NativeMemory control = new NativeMemory(CONTROL_ROOM);
    private final NativeMemory vector = new NativeMemory(16);
    private final NativeMemory header = new NativeMemory(MSGHDR_BYTES);
    private final NativeMemory pollEntry = new NativeMemory(8);
    private long stampNanos = NONE;
    private int stampedSend = -1;

    private StampedSocket(int fd) {
        this.fd = fd;
        vector.bytes().putLong(0, payload.address());
        vector.bytes().putLong(8, ROOM);
    }

    /** Bound to that address and any port. */
    static StampedSocket open(InetAddress local) throws IOException {
        Libc libc = new Libc();
        int fd = check("socket", libc.socket(SocketAddressCodec.family(local), SOCK_DGRAM_CLOEXEC, 0));
        StampedSocket socket = new StampedSocket(fd);
        try {
            NativeMemory address = new NativeMemory(SocketAddressCodec.MAXIMUM_BYTES);
            check("bind", libc.bind(fd, address, SocketAddressCodec.write(local, 0, address)));
            NativeMemory flags = new NativeMemory(Integer.BYTES);
            flags.bytes().putInt(0, WANTED);
            check("SO_TIMESTAMPING", libc.setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING, flags, Integer.BYTES));
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
        return SocketAddressCodec.read(sender);
    }

    /** The kernel's stamp of the last {@link #receive} that brought something or {@link #takeTransmitStamp} that was true. */
    long stampNanos() {
        return stampNanos;
    }

    /** Which send, counted from 0, the last {@link #takeTransmitStamp} was about. */
    int stampedSend() {
        return stampedSend;
    }

    /** False when it could not be sent, which is as if it were lost. */
    boolean send(InetSocketAddress to, int length) {
        int addressLength = SocketAddressCodec.write(to.getAddress(), to.getPort(), target);
        return libc.sendto(fd, outgoing, length, target, addressLength) == length;
    }

    /**
     * The packet's length; -1 when nothing came in that time. A stamp of a send that comes, or has not been taken, ends the
     * wait early: poll cannot be told to ignore it.
     */
    int receive(int timeoutMillis) throws IOException {
        int got = receiveNow();
        if (got >= 0) {
            return got;
        }
        ByteBuffer entry = pollEntry.bytes();
        entry.putInt(0, fd);
        entry.putShort(4, POLLIN);
        entry.putShort(6, (short) 0);
        int ready = libc.poll(pollEntry, 1, timeoutMillis);
        if (ready < 0 && ready != -Errno.EINTR) {
            check("poll", ready);
        }
        if (ready <= 0 || (entry.getShort(6) & POLLIN) == 0) {
            return -1;
        }
        return receiveNow();
    }

    /** Takes the next stamp of a send; false when there is none now. */
    boolean takeTransmitStamp() throws IOException {
        prepare();
        long got = libc.recvmsg(fd, header, MSG_ERRQUEUE | MSG_DONTWAIT);
        if (got == -Errno.EAGAIN) {
            return false;
        }
        check("recvmsg of the error queue", (int) got);
        readControl();
        return true;
    }

    @Override
    public void close() {
        libc.close(fd);
    }

    private int receiveNow() throws IOException {
        prepare();
        long got = libc.recvmsg(fd, header, MSG_DONTWAIT);
        if (got == -Errno.EAGAIN || got == -Errno.EINTR || got == -Errno.ECONNREFUSED) {
            // a refusal is the kernel's word about an earlier send: like no answer
            return -1;
        }
        check("recvmsg", (int) got);
        readControl();
        return (int) got;
    }

    private void prepare() {
        ByteBuffer bytes = header.bytes();
        bytes.putLong(NAME, sender.address());
        bytes.putInt(NAME_LENGTH, sender.size());
        bytes.putLong(VECTORS, vector.address());
        bytes.putLong(VECTOR_COUNT, 1);
        bytes.putLong(CONTROL, control.address());
        bytes.putLong(CONTROL_LENGTH, control.size());
        payload.bytes().order(ByteOrder.BIG_ENDIAN);
    }

    private void readControl() {
        stampNanos = NONE;
        stampedSend = -1;
        ByteBuffer bytes = control.bytes();
        long end = header.bytes().getLong(CONTROL_LENGTH);
        int at = 0;
        while (at + CMSG_HEADER <= end) {
            long length = bytes.getLong(at);
            int level = bytes.getInt(at + 8);
            int type = bytes.getInt(at + 12);
            if (length < CMSG_HEADER) {
                return;
            }
            int data = at + CMSG_HEADER;
            if (level == SOL_SOCKET && type == SO_TIMESTAMPING) {
                long seconds = bytes.getLong(data);
                long nanos = bytes.getLong(data + 8);
                stampNanos = seconds == 0 && nanos == 0 ? NONE : seconds * NANOS_PER_SECOND + nanos;
            } else if ((type == IP_RECVERR || type == IPV6_RECVERR)
                    && bytes.get(data + EE_ORIGIN) == SO_EE_ORIGIN_TIMESTAMPING) {
                stampedSend = bytes.getInt(data + EE_DATA);
            }
            at += (int) ((length + 7) & ~7L);
        }
    }

    private static int check(String what, int result) throws IOException {
        if (result < 0) {
            throw new IOException("UDP for clocks: " + what + ": " + Errno.describe(-result));
        }
        return result;
    }
}
