package dev.tare.probe.socket;

import dev.tare.common.linux.Errno;
import dev.tare.common.linux.Libc;
import dev.tare.common.linux.NativeMemory;
import dev.tare.common.linux.SocketAddressCodec;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.Stopped;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Opens a UDP socket to a server that answers a first datagram. */
public final class UdpCall {

    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int ROOM_BYTES = 65_536;

    /** A server that answered late would take a second one for traffic: seldom, and late. */
    private static final long REPEAT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Libc libc = new Libc();
    private final Poll poll = new Poll();
    private final NativeMemory address = new NativeMemory(SocketAddressCodec.MAXIMUM_BYTES);
    private final NativeMemory bytes = new NativeMemory(ROOM_BYTES);
    private final Optional<InetAddress> local;
    private final Place server;
    private final Patience patience;

    /** {@code local} to send from; empty lets the kernel choose. */
    public UdpCall(Optional<InetAddress> local, Place server, Patience patience) {
        this.local = local;
        this.server = server;
        this.patience = patience;
    }

    /**
     * Connected, and known to the server. Datagrams before the answer are thrown away: the server may send already.
     *
     * @param bufferBytes of each direction; 0 leaves the stack's own
     */
    public UdpSocket connect(byte[] hello, Predicate<byte[]> isAnswer, int bufferBytes) throws ProbeFailure, Stopped {
        UdpSocket socket =
                new UdpSocket(libc.socket(SocketAddressCodec.family(server.address()), SOCK_DGRAM | SOCK_CLOEXEC, 0));
        boolean answered = false;
        try {
            open(socket, bufferBytes);
            answered = isAnswered(socket, hello, isAnswer);
        } catch (SocketError e) {
            throw new ProbeFailure(FailureCode.CONNECT_FAILED, "to UDP " + server + ": " + e.getMessage());
        } finally {
            if (!answered) {
                socket.close();
            }
        }
        if (!answered) {
            throw new ProbeFailure(FailureCode.CONNECT_FAILED, "no answer by datagram from UDP " + server + " in time");
        }
        return socket;
    }

    private void open(UdpSocket socket, int bufferBytes) throws SocketError {
        SocketError.check("socket", socket.fd());
        if (bufferBytes > 0) {
            socket.options().buffers(bufferBytes);
        }
        if (local.isPresent()) {
            int size = SocketAddressCodec.write(local.get(), 0, address);
            SocketError.check("bind", libc.bind(socket.fd(), address, size));
        }
        int size = SocketAddressCodec.write(server.address(), server.port(), address);
        SocketError.check("connect", libc.connect(socket.fd(), address, size));
    }

    private boolean isAnswered(UdpSocket socket, byte[] hello, Predicate<byte[]> isAnswer) throws SocketError, Stopped {
        long next = patience.nowNanos();
        while (!patience.isOver()) {
            if (patience.nowNanos() - next >= 0) {
                bytes.bytes().put(0, hello);
                socket.send(bytes.address(), hello.length); // refused while nobody listens: repeated
                next = patience.nowNanos() + REPEAT_NANOS;
            }
            if (poll.ready(Poll.IN, socket.fd()).isEmpty()) {
                continue;
            }
            long received = libc.recvExactly(socket.fd(), bytes.address(), ROOM_BYTES, MSG_DONTWAIT);
            if (received == hello.length && isAnswer.test(bytes.copy(hello.length))) {
                return true;
            }
            if (received < 0 && received != -Errno.EAGAIN) {
                patience.rest(TimeUnit.MILLISECONDS.toNanos(1));
            }
        }
        return false;
    }
}
