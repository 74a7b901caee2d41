package dev.tare.probe.socket;

import dev.tare.common.linux.Errno;
import dev.tare.common.linux.Libc;
import dev.tare.common.linux.NativeMemory;
import dev.tare.common.linux.SocketAddressCodec;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.Stopped;
import dev.tare.probe.setup.TrialSetup;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;

/**
 * Opens a socket for ICMP echoes to the peer: one for datagrams, which groups in {@code net.ipv4.ping_group_range} may have (of
 * both families, icmp(7)), or else a raw one, which takes CAP_NET_RAW.
 */
public final class EchoPort implements Port {

    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int IPPROTO_ICMP = 1;
    private static final int IPPROTO_ICMPV6 = 58;

    /** An echo is repeated after this. */
    private static final long REPEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    /** The peer has just taken a connection: its kernel is there, and one that answers echoes has answered by then. */
    private static final long GIVEN_UP_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Of the first echo; no transaction has such a number soon. */
    private static final int FIRST_SEQUENCE = 0xffff;

    private static final int ROOM_BYTES = 128;

    private final Libc libc = new Libc();
    private final NativeMemory address = new NativeMemory(SocketAddressCodec.MAXIMUM_BYTES);
    private final TrialSetup setup;
    private final Patience patience;
    private final UdpSocket socket;
    private boolean delivered;

    /** Makes the socket. */
    public EchoPort(TrialSetup setup, Patience patience) throws ProbeFailure {
        this.setup = setup;
        this.patience = patience;
        boolean six = SocketAddressCodec.family(setup.serverAddress()) == SocketAddressCodec.AF_INET6;
        int fd = open(libc, six);
        if (fd < 0) {
            throw new ProbeFailure(
                    FailureCode.OPTION_UNAVAILABLE,
                    "no ICMP socket may be opened here: " + Errno.describe(-fd)
                            + "; allow it with sysctl net.ipv4.ping_group_range='0 2147483647' in the workload's network"
                            + " namespace (in a plan: tuning {net.ipv4.ping_group_range: 0 2147483647}), or with"
                            + " CAP_NET_RAW");
        }
        this.socket = new UdpSocket(fd);
    }

    private static int open(Libc libc, boolean six) {
        int family = six ? SocketAddressCodec.AF_INET6 : SocketAddressCodec.AF_INET;
        int protocol = six ? IPPROTO_ICMPV6 : IPPROTO_ICMP;
        int fd = libc.socket(family, SOCK_DGRAM | SOCK_CLOEXEC, protocol);
        if (fd >= 0) {
            return fd;
        }
        int raw = libc.socket(family, EchoFormat.SOCK_RAW | SOCK_CLOEXEC, protocol);
        // without the right to a raw one, why there is no other is the better reason
        return raw == -Errno.EPERM ? fd : raw;
    }

    /** Whether this process may send echoes over IPv4 at all. */
    public static boolean isPermitted() {
        Libc libc = new Libc();
        int fd = open(libc, false);
        return fd >= 0 && libc.close(fd) == 0;
    }

    @Override
    public UdpSocket join(TcpSocket control) throws ProbeFailure, Stopped {
        EchoFormat format = EchoFormat.of(setup, socket);
        try {
            connect(format);
        } catch (SocketError e) {
            throw new ProbeFailure(
                    FailureCode.CONNECT_FAILED,
                    "an ICMP socket to " + setup.serverAddress().getHostAddress() + ": " + e.getMessage());
        }
        firstAnswer(format, control);
        socket.receiveWithoutLimit();
        delivered = true;
        return socket;
    }

    private void connect(EchoFormat format) throws SocketError {
        if (format.raw()) {
            SocketError.check("ICMP_FILTER", socket.options().passOnly(format.six(), format.answerType()));
        }
        if (setup.localAddress().isPresent()) {
            int size = SocketAddressCodec.write(setup.localAddress().get(), 0, address);
            SocketError.check("bind", libc.bind(socket.fd(), address, size));
        }
        int size = SocketAddressCodec.write(setup.serverAddress(), 0, address);
        SocketError.check("connect", libc.connect(socket.fd(), address, size));
    }

    /** Not everybody answers, and not everything between lets it through. */
    private void firstAnswer(EchoFormat format, TcpSocket control) throws ProbeFailure, Stopped {
        NativeMemory request = new NativeMemory(EchoFormat.HEAD_BYTES);
        NativeMemory answer = new NativeMemory(ROOM_BYTES);
        ByteBuffer outgoing = request.bytes().duplicate().order(ByteOrder.BIG_ENDIAN);
        ByteBuffer incoming = answer.bytes().duplicate().order(ByteOrder.BIG_ENDIAN);
        socket.receiveTimeout(REPEAT_NANOS);
        long began = patience.nowNanos();
        long next = began;
        while (!patience.isOver() && patience.nowNanos() - began < GIVEN_UP_NANOS) {
            if (patience.nowNanos() - next >= 0) {
                format.request(outgoing, FIRST_SEQUENCE, EchoFormat.HEAD_BYTES);
                socket.send(request.address(), EchoFormat.HEAD_BYTES);
                next = patience.nowNanos() + REPEAT_NANOS;
            }
            long received = socket.receive(answer.address(), ROOM_BYTES);
            if (format.isAnswer(incoming, received) && format.sequence(incoming) == FIRST_SEQUENCE) {
                return;
            }
            if (received < 0 && received != -Errno.EAGAIN) {
                patience.rest(REPEAT_NANOS); // unreachable, says somebody: repeated
            }
            if (control.hasEnded(answer.address())) {
                throw new ProbeFailure(FailureCode.PEER_CLOSED, "the peer ended before an ICMP echo was answered");
            }
        }
        throw new ProbeFailure(
                FailureCode.CONNECT_FAILED,
                "no answer to an ICMP echo from " + setup.serverAddress().getHostAddress()
                        + " in some seconds, though it takes connections: look there at net.ipv4.icmp_echo_ignore_all and net.ipv6.icmp.echo_ignore_all, and"
                        + " between at filters");
    }

    @Override
    public void close() {
        if (!delivered) {
            socket.close();
        }
    }
}
