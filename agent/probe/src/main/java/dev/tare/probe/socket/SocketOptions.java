package dev.tare.probe.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.tare.common.linux.Errno;
import dev.tare.common.linux.Libc;
import dev.tare.common.linux.SocketAddressCodec;
import dev.tare.common.linux.TcpInfo;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/** Options and addresses of a socket. What a stack does not tell is empty. For one thread at a time. */
public final class SocketOptions {

    private static final int SOL_SOCKET = 1;
    private static final int SO_REUSEADDR = 2;
    private static final int SO_ERROR = 4;
    private static final int SO_SNDBUF = 7;
    private static final int SO_RCVBUF = 8;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_NODELAY = 1;
    private static final int TCP_MAXSEG = 2;
    private static final int TCP_INFO = 11;
    private static final int TCP_CONGESTION = 13;
    private static final int TCP_CA_NAME_MAX = 16;

    private final Libc libc = new Libc();
    private final MemorySegment value = Arena.ofAuto().allocate(TcpInfo.OFFERED_BYTES, Long.BYTES);
    private final MemorySegment length = Arena.ofAuto().allocate(JAVA_INT);
    private final int fd;

    SocketOptions(int fd) {
        this.fd = fd;
    }

    int reuseAddress() {
        return set(SOL_SOCKET, SO_REUSEADDR, 1);
    }

    int noDelay() {
        return set(IPPROTO_TCP, TCP_NODELAY, 1);
    }

    /** Zero, or {@code -errno}: not every stack has every algorithm. */
    int congestionControl(String algorithm) {
        byte[] name = algorithm.getBytes(StandardCharsets.US_ASCII);
        if (name.length > TCP_CA_NAME_MAX) {
            return -Errno.EINVAL;
        }
        MemorySegment.copy(name, 0, value, JAVA_BYTE, 0, name.length);
        return libc.setsockopt(fd, IPPROTO_TCP, TCP_CONGESTION, value, name.length);
    }

    public Optional<String> congestionControl() {
        length.set(JAVA_INT, 0, TCP_CA_NAME_MAX);
        if (libc.getsockopt(fd, IPPROTO_TCP, TCP_CONGESTION, value, length) < 0) {
            return Optional.empty();
        }
        byte[] name = value.asSlice(0, Math.min(length.get(JAVA_INT, 0), TCP_CA_NAME_MAX))
                .toArray(JAVA_BYTE);
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

    public Optional<TcpInfo> tcpInfo() {
        value.fill((byte) 0);
        length.set(JAVA_INT, 0, TcpInfo.OFFERED_BYTES);
        return libc.getsockopt(fd, IPPROTO_TCP, TCP_INFO, value, length) < 0
                ? Optional.empty()
                : Optional.of(TcpInfo.parse(value, length.get(JAVA_INT, 0)));
    }

    public InetSocketAddress localAddress() throws SocketError {
        length.set(JAVA_INT, 0, SocketAddressCodec.MAXIMUM_BYTES);
        SocketError.check("getsockname", libc.getsockname(fd, value, length));
        return SocketAddressCodec.read(value);
    }

    public InetSocketAddress peerAddress() throws SocketError {
        length.set(JAVA_INT, 0, SocketAddressCodec.MAXIMUM_BYTES);
        SocketError.check("getpeername", libc.getpeername(fd, value, length));
        return SocketAddressCodec.read(value);
    }

    /** Zero, or the error number of an attempt to connect that has ended. */
    int pendingError() {
        return get(SOL_SOCKET, SO_ERROR).orElse(0);
    }

    private int set(int level, int option, int number) {
        value.set(JAVA_INT, 0, number);
        return libc.setsockopt(fd, level, option, value, Integer.BYTES);
    }

    private OptionalInt get(int level, int option) {
        length.set(JAVA_INT, 0, Integer.BYTES);
        return libc.getsockopt(fd, level, option, value, length) < 0
                ? OptionalInt.empty()
                : OptionalInt.of(value.get(JAVA_INT, 0));
    }
}
