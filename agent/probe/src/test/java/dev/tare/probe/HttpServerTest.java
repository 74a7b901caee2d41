package dev.tare.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.proto.probe.v1.Finished;
import dev.tare.proto.probe.v1.Interval;
import dev.tare.proto.probe.v1.Role;
import dev.tare.proto.probe.v1.Setup;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The probe as the HTTP server of clients that are no probes: of an engine's, and of whoever says something else. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
@Tag("slow")
final class HttpServerTest {

    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: tare\r\n\r\n";
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n\0\0\0\0\0";
    private static final int GREETING_BYTES = 24;

    /** Warm-up, window, and a moment. */
    private static final long WHOLE_NANOS = 650_000_000;

    private final List<Socket> open = new ArrayList<>();
    private FakeAgent server;
    private int port;
    private long startNanos;

    @BeforeEach
    void probe() throws Exception {
        server = new FakeAgent();
        port = FreePort.next();
    }

    @AfterEach
    void end() throws Exception {
        for (Socket socket : open) {
            socket.close();
        }
        server.close();
    }

    @Test
    void anEnginesClientIsServedOnConnectionsOfItsOwn() throws Exception {
        Socket tie = prepare("wrk");
        // wrk looks whether somebody listens before it begins
        connect().close();
        Socket first = connect();
        for (int i = 0; i < 3; i++) {
            assertThat(exchange(first, REQUEST)).isEqualTo(ANSWER);
        }
        first.close();
        Socket second = connect();
        assertThat(exchange(second, "GET / HTTP/1.1\r\nHost: 10.1.0.2:80\r\nUser-Agent: curl/7.88.1\r\n\r\n"))
                .isEqualTo(ANSWER);
        second.close();
        Finished finished = finish(tie);
        assertThat(finished.getTotalSentBytes()).isEqualTo(4L * ANSWER.length());
        assertThat(server.intervals).noneMatch(Interval::hasTcp);
    }

    @Test
    void aConnectionIsEndedWhereThatIsAskedFor() throws Exception {
        Socket tie = prepare("builtin");
        Socket once = connect();
        once.getOutputStream().write(bytes("GET / HTTP/1.1\r\nConnection: close\r\n\r\n"));
        assertThat(new String(once.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                .isEqualTo(ANSWER.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
        finish(tie);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\nx",
                "GET / HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n",
                "GET /?x HTTP/1.1\r\n\r\n",
                "\u0016\u0003\u0001\u0002",
                "TAREC"
            })
    void anOddRequestEndsTheTrial(String text) throws Exception {
        prepare("wrk");
        connect().getOutputStream().write(bytes(text));
        assertThat(server.failure().getCode()).isEqualTo("peer-garbage");
    }

    @Test
    void aRequestWithoutEndIsNotReadForEver() throws Exception {
        prepare("wrk");
        connect().getOutputStream().write(bytes("GET / HTTP/1.1\r\nX: " + "y".repeat(5000)));
        assertThat(server.failure().getCode()).isEqualTo("peer-garbage");
    }

    @Test
    void aRequestMayComeInPieces() throws Exception {
        Socket tie = prepare("wrk");
        Socket slow = connect();
        slow.setTcpNoDelay(true);
        for (String piece : REQUEST.split("(?<=[: ])", -1)) {
            slow.getOutputStream().write(bytes(piece));
        }
        assertThat(new String(slow.getInputStream().readNBytes(ANSWER.length()), StandardCharsets.US_ASCII))
                .isEqualTo(ANSWER);
        slow.close();
        finish(tie);
    }

    /** Opens the link that a probe beside the engine has, and starts. */
    private Socket prepare(String engine) throws Exception {
        Setup.Builder setup = FakeAgent.setup(Role.ROLE_SERVER, "http-latency", port)
                .setEngine(engine)
                .setDurationNanos(500_000_000)
                .putWorkloadOptions("response", "5");
        if (engine.equals("builtin")) {
            setup.putWorkloadOptions("connection", "new");
        }
        server.setup(setup);
        Socket tie = greeted();
        server.prepared();
        startNanos = System.nanoTime();
        server.start(startNanos);
        return tie;
    }

    private Socket greeted() throws IOException {
        Socket tie = connect();
        byte[] greeting = ByteBuffer.allocate(GREETING_BYTES)
                .put(bytes("TARE"))
                .put((byte) 1)
                .put((byte) 'C')
                .putShort((short) 0)
                .put(FakeAgent.TOKEN.toByteArray())
                .array();
        tie.getOutputStream().write(greeting);
        assertThat(tie.getInputStream().readNBytes(GREETING_BYTES)[5]).isEqualTo((byte) 'S');
        return tie;
    }

    /** Until somebody listens. */
    private Socket connect() throws IOException {
        long until = System.nanoTime() + 5_000_000_000L;
        while (true) {
            try {
                Socket socket = new Socket(FakePeer.LOOPBACK, port);
                open.add(socket);
                return socket;
            } catch (IOException e) {
                if (System.nanoTime() - until > 0) {
                    throw e;
                }
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private static String exchange(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(bytes(request));
        InputStream in = socket.getInputStream();
        return new String(in.readNBytes(ANSWER.length()), StandardCharsets.US_ASCII);
    }

    /** Ends the link when the window is over, as the probe does when its engine is done. */
    private Finished finish(Socket tie) throws Exception {
        while (System.nanoTime() - startNanos < WHOLE_NANOS) {
            LockSupport.parkNanos(10_000_000);
        }
        tie.shutdownOutput();
        assertThat(tie.getInputStream().read()).isEqualTo(-1);
        return server.finished();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
