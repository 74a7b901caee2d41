package dev.tare.probe.socket;

import dev.tare.common.frame.Printable;
import dev.tare.common.linux.Errno;
import dev.tare.common.linux.Libc;
import dev.tare.common.linux.NativeMemory;
import dev.tare.common.linux.SocketAddressCodec;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.Stopped;
import dev.tare.probe.setup.TrialSetup;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Opens the client's connections, again and again until the server is there. */
public final class Connector {

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
    private final TrialSetup setup;
    private final Greeting greeting;
    private final Patience patience;

    public Connector(TrialSetup setup, Patience patience) {
        this.setup = setup;
        this.greeting = new Greeting(setup.token());
        this.patience = patience;
    }

    /** All of them, greeted and answered. */
    public List<TcpSocket> open(SocketSpec spec) throws ProbeFailure, Stopped {
        List<TcpSocket> open = new ArrayList<>();
        boolean all = false;
        try {
            for (int connection = 0; connection < spec.connections(); connection++) {
                open.add(openOne(spec, connection));
            }
            all = true;
            return open;
        } finally {
            if (!all) {
                open.forEach(TcpSocket::close);
            }
        }
    }

    private TcpSocket openOne(SocketSpec spec, int connection) throws ProbeFailure, Stopped {
        SocketError last;
        do {
            try {
                return attempt(spec, connection);
            } catch (SocketError e) {
                last = e;
                patience.rest(RETRY_NANOS);
            }
        } while (!patience.isOver());
        throw new ProbeFailure(FailureCode.CONNECT_FAILED, "no connection to " + server() + ": " + last.getMessage());
    }

    private TcpSocket attempt(SocketSpec spec, int connection) throws ProbeFailure, Stopped, SocketError {
        int family = SocketAddressCodec.family(setup.serverAddress());
        TcpSocket socket = new TcpSocket(
                SocketError.check("socket", libc.socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)));
        boolean opened = false;
        try {
            spec.apply(socket.options());
            if (setup.localAddress().isPresent()) {
                bind(socket, setup.localAddress().get());
            }
            connect(socket);
            greet(socket, connection);
            opened = true;
            return socket;
        } finally {
            if (!opened) {
                socket.close();
            }
        }
    }

    private void bind(TcpSocket socket, InetAddress local) throws ProbeFailure {
        int result = libc.bind(socket.fd(), memory, SocketAddressCodec.write(local, 0, memory));
        if (result < 0) {
            throw new ProbeFailure(
                    FailureCode.BIND_FAILED,
                    "cannot connect from " + local.getHostAddress() + ": " + Errno.describe(-result));
        }
    }

    private void connect(TcpSocket socket) throws SocketError, Stopped {
        int length = SocketAddressCodec.write(setup.serverAddress(), setup.serverPort(), memory);
        int result = libc.connect(socket.fd(), memory, length);
        if (result == -Errno.EINPROGRESS) {
            await(socket, Poll.OUT, "connect");
            result = -socket.options().pendingError();
        }
        SocketError.check("connect", result);
        SocketError.check("fcntl", libc.fcntl(socket.fd(), F_SETFL, 0));
    }

    private void greet(TcpSocket socket, int connection) throws SocketError, ProbeFailure, Stopped {
        NativeMemory bytes = new NativeMemory(Greeting.BYTES);
        bytes.bytes().put(0, greeting.encode(true, connection));
        SocketError.check("send", (int) socket.send(bytes.address(), Greeting.BYTES));
        int received = 0;
        while (received < Greeting.BYTES) {
            await(socket, Poll.IN, "answer to the greeting");
            int more = SocketError.check(
                    "recv", (int) socket.receive(bytes.address() + received, Greeting.BYTES - received));
            if (more == 0) {
                // a server that gave up, or one of another trial that is about to end
                throw new SocketError("closed before it answered the greeting", Errno.ECONNRESET);
            }
            received += more;
        }
        byte[] answer = bytes.copy(received);
        if (greeting.connection(false, answer).orElse(-1) != connection) {
            throw new ProbeFailure(
                    FailureCode.PEER_GARBAGE,
                    server() + " is not our server: it answered the greeting with " + Printable.of(answer));
        }
    }

    private void await(TcpSocket socket, short event, String what) throws SocketError, Stopped {
        long until = patience.nowNanos() + ATTEMPT_NANOS;
        while (poll.ready(event, socket.fd()).isEmpty()) {
            if (patience.isOver() || patience.nowNanos() - until >= 0) {
                throw new SocketError(what, Errno.ETIMEDOUT);
            }
        }
    }

    private String server() {
        return setup.serverAddress().getHostAddress() + " port " + setup.serverPort();
    }
}
