package dev.tare.probe.socket;

import dev.tare.common.linux.Errno;
import dev.tare.common.linux.Libc;
import dev.tare.common.linux.NativeMemory;
import dev.tare.common.linux.SocketAddressCodec;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.TrialSetup;
import java.net.InetAddress;

/**
 * Opens one connection to the server after the other, on one thread and without allocating. Options are set on a socket
 * only where a fresh one would not have them: each costs a system call per connection.
 *
 * <p>Ports: the kernel chooses one at {@code connect}, where it has to be unlike others to the same server only. A port
 * chosen at {@code bind} would have to be unlike all, so one that has to be bound waits with its port, too.
 */
public final class Dialer implements Duplex {

    private static final int SOCK_STREAM = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_LINGER = 13;
    private static final int IPPROTO_IP = 0;
    private static final int IP_BIND_ADDRESS_NO_PORT = 24;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_NODELAY = 1;
    private static final int TCP_CONGESTION = 13;
    private static final int MSG_NOSIGNAL = 0x4000;

    private final Libc libc = new Libc();
    private final Descriptor current = new Descriptor();
    private final NativeMemory server = new NativeMemory(SocketAddressCodec.MAXIMUM_BYTES);
    private final NativeMemory local = new NativeMemory(SocketAddressCodec.MAXIMUM_BYTES);
    private final NativeMemory one = new NativeMemory(Integer.BYTES);
    private final NativeMemory lingerZero = new NativeMemory(2 * Integer.BYTES);
    private final NativeMemory congestion;
    private final int family;
    private final int serverLength;
    private final int localLength;
    private final boolean noDelay;
    private int fd = -1;

    /** {@code noDelay} where a request may be longer than a segment: its rest must not wait for an acknowledgement. */
    public static Dialer of(TrialSetup setup, boolean noDelay) throws ProbeFailure {
        try {
            return new Dialer(setup, noDelay);
        } catch (SocketError e) {
            throw new ProbeFailure(FailureCode.CONNECT_FAILED, "preparing to connect: " + e.getMessage());
        }
    }

    private Dialer(TrialSetup setup, boolean noDelay) throws SocketError {
        this.family = SocketAddressCodec.family(setup.serverAddress());
        this.serverLength = SocketAddressCodec.write(setup.serverAddress(), setup.serverPort(), server);
        this.localLength = setup.localAddress().isPresent()
                        && !routesGive(setup.localAddress().get())
                ? SocketAddressCodec.write(setup.localAddress().get(), 0, local)
                : 0;
        this.noDelay = noDelay;
        this.congestion = isDefault(setup.congestionControl()) ? new NativeMemory(0) : bytes(setup.congestionControl());
        one.bytes().putInt(0, 1);
        lingerZero.bytes().putInt(0, 1);
    }

    private static NativeMemory bytes(String text) {
        NativeMemory memory = new NativeMemory(text.length());
        for (int i = 0; i < text.length(); i++) {
            memory.bytes().put(i, (byte) text.charAt(i));
        }
        return memory;
    }

    /** Whether the kernel takes this address by itself for what goes to the server. */
    private boolean routesGive(InetAddress wanted) throws SocketError {
        int probe = SocketError.check("socket", libc.socket(family, SOCK_DGRAM | SOCK_CLOEXEC, 0));
        try {
            SocketError.check("connect", libc.connect(probe, server, serverLength));
            return new SocketOptions(probe).localAddress().getAddress().equals(wanted);
        } finally {
            libc.close(probe);
        }
    }

    private boolean isDefault(String algorithm) throws SocketError {
        int probe = SocketError.check("socket", libc.socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0));
        try {
            return algorithm.isEmpty()
                    || new SocketOptions(probe)
                            .congestionControl()
                            .filter(algorithm::equals)
                            .isPresent();
        } finally {
            libc.close(probe);
        }
    }

    /** A connection is there after one; zero or {@code -errno} says why there is none. Needs {@link #close} in any case. */
    public int open() {
        fd = libc.socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (fd < 0) {
            return fd;
        }
        if (!current.set(fd)) {
            return 0;
        }
        if (noDelay) {
            libc.setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, one, Integer.BYTES);
        }
        if (congestion.size() > 0) {
            libc.setsockopt(fd, IPPROTO_TCP, TCP_CONGESTION, congestion, congestion.size());
        }
        if (localLength > 0) {
            libc.setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, one, Integer.BYTES);
            int bound = libc.bind(fd, local, localLength);
            if (bound < 0) {
                return bound;
            }
        }
        int connected = libc.connect(fd, server, serverLength);
        return connected < 0 ? connected : 1;
    }

    @Override
    public long send(long address, long length) {
        long sent;
        do {
            sent = libc.send(fd, address, length, MSG_NOSIGNAL);
        } while (sent == -Errno.EINTR);
        return sent;
    }

    @Override
    public long receive(long address, long length) {
        long received;
        do {
            received = libc.recv(fd, address, length, 0);
        } while (received == -Errno.EINTR);
        return received;
    }

    /** What follows is no FIN but a reset, and no side remembers the connection. */
    public void resetAtClose() {
        libc.setsockopt(fd, SOL_SOCKET, SO_LINGER, lingerZero, 2 * Integer.BYTES);
    }

    public void close() {
        current.close();
    }

    /** Ends the connection there is, and all attempts after it. From any thread. */
    public void wake() {
        current.wake();
    }
}
