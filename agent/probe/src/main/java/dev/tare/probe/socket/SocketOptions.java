package dev.tare.probe.socket;

import dev.tare.common.linux.Errno;
import dev.tare.common.linux.Libc;
import dev.tare.common.linux.NativeMemory;
import dev.tare.common.linux.SocketAddressCodec;
import dev.tare.common.linux.TcpInfo;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/** Options and addresses of a socket. What a stack does not tell is empty. For one thread at a time. */
public final class SocketOptions {

    private static final int SOL_SOCKET = 1;
    private static final int SO_REUSEADDR = 2;
    private static final int SO_TYPE = 3;
    private static final int SO_ERROR = 4;
    private static final int SO_SNDBUF = 7;
    private static final int SO_RCVBUF = 8;
    private static final int SO_RCVTIMEO = 20;
    private static final int SO_MAX_PACING_RATE = 47;
    private static final int IPPROTO_IP = 0;
    private static final int IP_MTU = 14;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IPV6_MTU = 24;
    private static final int IPPROTO_ICMPV6 = 58;
    private static final int ICMP6_FILTER = 1;
    private static final int ICMP6_FILTER_BYTES = 32;
    private static final int SOL_RAW = 255;
    private static final int ICMP_FILTER = 1;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_NODELAY = 1;
    private static final int TCP_MAXSEG = 2;
    private static final int TCP_INFO = 11;
    private static final int TCP_CONGESTION = 13;
    private static final int TCP_CA_NAME_MAX = 16;

    private final Libc libc = new Libc();
    private final NativeMemory value = new NativeMemory(TcpInfo.OFFERED_BYTES);
    private final NativeMemory length = new NativeMemory(Integer.BYTES);
    private final int fd;

    SocketOptions(int fd) {
        this.fd = fd;
    }

    int reuseAddress() {
        return set(SOL_SOCKET, SO_REUSEADDR, 1);
    }

    /** No segment waits for more data. */
    public int noDelay() {
        return set(IPPROTO_TCP, TCP_NODELAY, 1);
    }

    /** Bytes of a segment at most, for what is connected after it; zero leaves it to the path. */
    public void segments(int bytes) throws SocketError {
        SocketError.check("setsockopt TCP_MAXSEG", set(IPPROTO_TCP, TCP_MAXSEG, bytes));
    }

    /** How fast the kernel lets what is sent go. Datagrams need a queue that does it (fq). */
    public void pace(long bytesPerSecond) throws SocketError {
        value.bytes().putLong(0, bytesPerSecond);
        SocketError.check(
                "setsockopt SO_MAX_PACING_RATE",
                libc.setsockopt(fd, SOL_SOCKET, SO_MAX_PACING_RATE, value, Long.BYTES));
    }

    /** Before a connection is there, or its window is too small for them. */
    void buffers(int bytes) {
        set(SOL_SOCKET, SO_SNDBUF, bytes);
        set(SOL_SOCKET, SO_RCVBUF, bytes);
    }

    /** Receiving and accepting end with EAGAIN after this long; the kernel rounds up to its tick. */
    int receiveTimeout(long nanos) {
        value.bytes().putLong(0, nanos / 1_000_000_000);
        value.bytes().putLong(Long.BYTES, nanos % 1_000_000_000 / 1_000);
        return libc.setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, value, 2 * Long.BYTES);
    }

    /** Zero, or {@code -errno}: not every stack has every algorithm. */
    int congestionControl(String algorithm) {
        byte[] name = algorithm.getBytes(StandardCharsets.US_ASCII);
        if (name.length > TCP_CA_NAME_MAX) {
            return -Errno.EINVAL;
        }
        value.bytes().put(0, name);
        return libc.setsockopt(fd, IPPROTO_TCP, TCP_CONGESTION, value, name.length);
    }

    public Optional<String> congestionControl() {
        length.bytes().putInt(0, TCP_CA_NAME_MAX);
        if (libc.getsockopt(fd, IPPROTO_TCP, TCP_CONGESTION, value, length) < 0) {
            return Optional.empty();
        }
        byte[] name = value.copy(Math.min(length.bytes().getInt(0), TCP_CA_NAME_MAX));
        String text = new String(name, StandardCharsets.US_ASCII);
        int end = text.indexOf('\0');
        return Optional.of(end < 0 ? text : text.substring(0, end)).filter(known -> !known.isEmpty());
    }

    public OptionalInt mssBytes() {
        return get(IPPROTO_TCP, TCP_MAXSEG);
    }

    /** As the kernel tells it: on Linux twice what was asked for. */
    public OptionalInt sendBufferBytes() {
        return get(SOL_SOCKET, SO_SNDBUF);
    }

    public OptionalInt receiveBufferBytes() {
        return get(SOL_SOCKET, SO_RCVBUF);
    }

    /** The MTU of the way to the peer, of a connected socket. */
    public OptionalInt pathMtuBytes() {
        OptionalInt mtu = get(IPPROTO_IP, IP_MTU);
        return mtu.isPresent() ? mtu : get(IPPROTO_IPV6, IPV6_MTU);
    }

    public Optional<TcpInfo> tcpInfo() {
        value.zero();
        length.bytes().putInt(0, TcpInfo.OFFERED_BYTES);
        return libc.getsockopt(fd, IPPROTO_TCP, TCP_INFO, value, length) < 0
                ? Optional.empty()
                : Optional.of(TcpInfo.parse(value, length.bytes().getInt(0)));
    }

    public InetSocketAddress localAddress() throws SocketError {
        length.bytes().putInt(0, SocketAddressCodec.MAXIMUM_BYTES);
        SocketError.check("getsockname", libc.getsockname(fd, value, length));
        return SocketAddressCodec.read(value);
    }

    public InetSocketAddress peerAddress() throws SocketError {
        length.bytes().putInt(0, SocketAddressCodec.MAXIMUM_BYTES);
        SocketError.check("getpeername", libc.getpeername(fd, value, length));
        return SocketAddressCodec.read(value);
    }

    /** {@code SOCK_DGRAM} and the like. */
    OptionalInt type() {
        return get(SOL_SOCKET, SO_TYPE);
    }

    /** Of the types of ICMP messages a raw socket shall have this one only: zero, or {@code -errno}. */
    int passOnly(boolean six, int icmpType) {
        int words = six ? ICMP6_FILTER_BYTES / Integer.BYTES : 1;
        for (int word = 0; word < words; word++) {
            // a bit that is set keeps a type out
            boolean here = icmpType / Integer.SIZE == word;
            value.bytes().putInt(word * Integer.BYTES, here ? ~(1 << icmpType) : ~0);
        }
        return six
                ? libc.setsockopt(fd, IPPROTO_ICMPV6, ICMP6_FILTER, value, ICMP6_FILTER_BYTES)
                : libc.setsockopt(fd, SOL_RAW, ICMP_FILTER, value, Integer.BYTES);
    }

    /** Zero, or the error number of an attempt to connect that has ended. */
    int pendingError() {
        return get(SOL_SOCKET, SO_ERROR).orElse(0);
    }

    private int set(int level, int option, int number) {
        value.bytes().putInt(0, number);
        return libc.setsockopt(fd, level, option, value, Integer.BYTES);
    }

    private OptionalInt get(int level, int option) {
        length.bytes().putInt(0, Integer.BYTES);
        return libc.getsockopt(fd, level, option, value, length) < 0
                ? OptionalInt.empty()
                : OptionalInt.of(value.bytes().getInt(0));
    }
}
