package dev.tare.common.linux;

import java.nio.ByteBuffer;

/**
 * Receives packets of a datagram socket together with the kernel's stamps of its wall clock: when a packet came (before it waits
 * for anybody), and when one that was sent was handed to the device (Linux, {@code Documentation/networking/timestamping.rst}).
 * Nothing is allocated. For one thread at a time.
 */
public final class PacketStamps {

    /** No stamp: the kernel or the device's driver did not give one. */
    public static final long NONE = Long.MIN_VALUE;

    private static final int SOL_SOCKET = 1;
    private static final int SO_TIMESTAMPING = 37;

    // linux/net_tstamp.h: software stamps of both directions, numbered, without a copy of the packet
    private static final int WANTED = 1 << 1 | 1 << 3 | 1 << 4 | 1 << 7 | 1 << 11;

    private static final int MSG_ERRQUEUE = 0x2000;
    private static final int MSG_DONTWAIT = 0x40;

    private static final int CONTROL_ROOM = 512;

    // struct msghdr and iovec of 64-bit Linux
    private static final int MSGHDR_BYTES = 56;
    private static final int NAME = 0;
    private static final int NAME_LENGTH = 8;
    private static final int VECTORS = 16;
    private static final int VECTOR_COUNT = 24;
    private static final int CONTROL = 32;
    private static final int CONTROL_LENGTH = 40;
    private static final int VECTOR_BYTES = 16;

    private static final int CMSG_HEADER = 16;
    private static final int IP_RECVERR = 11;
    private static final int IPV6_RECVERR = 25;
    private static final int SO_EE_ORIGIN_TIMESTAMPING = 4;
    private static final int EE_ORIGIN = 4;
    private static final int EE_DATA = 12;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final Libc libc = new Libc();
    private final int fd;
    private final NativeMemory sender = new NativeMemory(SocketAddressCodec.MAXIMUM_BYTES);
    private final NativeMemory control = new NativeMemory(CONTROL_ROOM);
    private final NativeMemory vector = new NativeMemory(VECTOR_BYTES);
    private final NativeMemory header = new NativeMemory(MSGHDR_BYTES);
    private long stampNanos = NONE;
    private int stampedSend = -1;

    /** Of a socket that stays open as long as this is used. */
    public PacketStamps(int fd) {
        this.fd = fd;
    }

    /** Asks the kernel to stamp from now on: zero, or {@code -errno}. Trap: where it agrees it may still give none. */
    public int request() {
        NativeMemory flags = new NativeMemory(Integer.BYTES);
        flags.bytes().putInt(0, WANTED);
        return libc.setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING, flags, Integer.BYTES);
    }

    /** As recv(2): bytes of a packet, or {@code -errno}. */
    public long receive(long address, long length, int flags) {
        prepare(address, length);
        long got = libc.recvmsg(fd, header, flags);
        if (got >= 0) {
            readControl();
        }
        return got;
    }

    /** Takes the next stamp of a send, without waiting: not negative, or {@code -errno}, EAGAIN when there is none now. */
    public long takeSent() {
        // such a stamp comes without a packet
        return receive(control.address(), 0, MSG_ERRQUEUE | MSG_DONTWAIT);
    }

    /** What came last, a packet or a send's stamp. */
    public long stampNanos() {
        return stampNanos;
    }

    /** Which send, counted from zero, the last stamp was about; negative where that was of a packet that came. */
    public int stampedSend() {
        return stampedSend;
    }

    /** The address that the last packet came from, as the kernel writes it. */
    public NativeMemory sender() {
        return sender;
    }

    private void prepare(long address, long length) {
        vector.bytes().putLong(0, address);
        vector.bytes().putLong(Long.BYTES, length);
        ByteBuffer bytes = header.bytes();
        bytes.putLong(NAME, sender.address());
        bytes.putInt(NAME_LENGTH, sender.size());
        bytes.putLong(VECTORS, vector.address());
        bytes.putLong(VECTOR_COUNT, 1);
        bytes.putLong(CONTROL, control.address());
        bytes.putLong(CONTROL_LENGTH, control.size());
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
}
