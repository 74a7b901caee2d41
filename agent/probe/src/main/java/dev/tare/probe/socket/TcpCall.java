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

/** Connects to a server, whoever that is. */
public final class TcpCall {

    private static final int SOCK_STREAM = 1;
    private static final int SOCK_NONBLOCK = 0x800;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int F_SETFL = 4;
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /** A lost SYN is sent again by a new attempt, not after the kernel's whole second. */
    private static final long ATTEMPT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Libc libc = new Libc();
    private final Poll poll = new Poll();
    private final NativeMemory memory = new NativeMemory(SocketAddressCodec.MAXIMUM_BYTES);
    private final Optional<InetAddress> local;
    private final Place server;
    private final Patience patience;

    /** {@code local} to call from; empty lets the kernel choose. */
    public TcpCall(Optional<InetAddress> local, Place server, Patience patience) {
        this.local = local;
        this.server = server;
        this.patience = patience;
    }

    /** Again and again until somebody is there. */
    public TcpSocket connect(SocketSpec spec) throws ProbeFailure, Stopped {
        SocketError last;
        do {
            try {
                return attempt(spec);
            } catch (SocketError e) {
                last = e;
                patience.rest(RETRY_NANOS);
            }
        } while (!patience.isOver());
        throw new ProbeFailure(FailureCode.CONNECT_FAILED, "no connection to " + server + ": " + last.getMessage());
    }

    /** A connected, blocking socket. */
    TcpSocket attempt(SocketSpec spec) throws ProbeFailure, Stopped, SocketError {
        int family = SocketAddressCodec.family(server.address());
        TcpSocket socket = new TcpSocket(
                SocketError.check("socket", libc.socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)));
        boolean opened = false;
        try {
            spec.apply(socket.options());
            if (local.isPresent()) {
                bind(socket, local.get());
            }
            connect(socket);
            opened = true;
            return socket;
        } finally {
            if (!opened) {
                socket.close();
            }
        }
    }

    private void bind(TcpSocket socket, InetAddress address) throws ProbeFailure {
        int result = libc.bind(socket.fd(), memory, SocketAddressCodec.write(address, 0, memory));
        if (result < 0) {
            throw new ProbeFailure(
                    FailureCode.BIND_FAILED,
                    "cannot connect from " + address.getHostAddress() + ": " + Errno.describe(-result));
        }
    }

    private void connect(TcpSocket socket) throws SocketError, Stopped {
        int length = SocketAddressCodec.write(server.address(), server.port(), memory);
        int result = libc.connect(socket.fd(), memory, length);
        if (result == -Errno.EINPROGRESS) {
            await(socket, Poll.OUT, "connect");
            result = -socket.options().pendingError();
        }
        SocketError.check("connect", result);
        SocketError.check("fcntl", libc.fcntl(socket.fd(), F_SETFL, 0));
    }

    /** For as long as one attempt may take. */
    void await(TcpSocket socket, short event, String what) throws SocketError, Stopped {
        long until = patience.nowNanos() + ATTEMPT_NANOS;
        while (poll.ready(event, socket.fd()).isEmpty()) {
            if (patience.isOver() || patience.nowNanos() - until >= 0) {
                throw new SocketError(what, Errno.ETIMEDOUT);
            }
        }
    }
}
