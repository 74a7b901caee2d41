package dev.tare.probe.socket;

import dev.tare.common.frame.Printable;
import dev.tare.common.linux.Errno;
import dev.tare.common.linux.NativeMemory;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.Stopped;
import dev.tare.probe.setup.TrialSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Opens the client's connections, again and again until the server is there. */
public final class Connector {

    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final TrialSetup setup;
    private final Greeting greeting;
    private final Patience patience;
    private final TcpCall call;

    public Connector(TrialSetup setup, Patience patience) {
        this.setup = setup;
        this.greeting = new Greeting(setup.token());
        this.patience = patience;
        this.call = new TcpCall(setup.localAddress(), new Place(setup.serverAddress(), setup.serverPort()), patience);
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
        TcpSocket socket = call.attempt(spec);
        boolean greeted = false;
        try {
            greet(socket, connection);
            greeted = true;
            return socket;
        } finally {
            if (!greeted) {
                socket.close();
            }
        }
    }

    private void greet(TcpSocket socket, int connection) throws SocketError, ProbeFailure, Stopped {
        NativeMemory bytes = new NativeMemory(Greeting.BYTES);
        bytes.bytes().put(0, greeting.encode(true, connection));
        SocketError.check("send", (int) socket.send(bytes.address(), Greeting.BYTES));
        int received = 0;
        while (received < Greeting.BYTES) {
            call.await(socket, Poll.IN, "answer to the greeting");
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

    private String server() {
        return setup.serverAddress().getHostAddress() + " port " + setup.serverPort();
    }
}
