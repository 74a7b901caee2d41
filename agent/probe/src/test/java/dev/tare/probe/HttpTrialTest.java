package dev.tare.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.Traffic;
import dev.tare.proto.probe.v1.Failure;
import dev.tare.proto.probe.v1.Finished;
import dev.tare.proto.probe.v1.Interval;
import dev.tare.proto.probe.v1.Role;
import dev.tare.proto.probe.v1.Setup;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP workloads over loopback: two probes, or one with somebody who speaks HTTP worse. */
@Timeout(60)
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
final class HttpTrialTest {

    private static final long SOON_NANOS = 30_000_000;
    private static final String GOOD = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody";

    private FakeAgent client;
    private FakeAgent server;

    @BeforeEach
    void probes() throws Exception {
        client = new FakeAgent();
        server = new FakeAgent();
    }

    @AfterEach
    void end() throws Exception {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"keep-alive, 1, 0", "keep-alive, 300000, 0", "keep-alive, 1, 200", "new, 1, 0", "new, 300000, 200"})
    void everyAnswerIsATransaction(String connection, long response, long rate) throws Exception {
        Map<String, String> options = Map.of("connection", connection, "response", "" + response, "rate", "" + rate);
        run("http-latency", options);
        Finished asked = client.finished();
        Finished answered = server.finished();

        // what goes over the wire follows from the options, and path proofs rely on it
        Traffic traffic =
                Catalog.find(Catalog.workloads(), "http-latency").orElseThrow().traffic();
        long requestBytes = traffic.messageBytes(true, options).orElseThrow();
        long answerBytes = traffic.messageBytes(false, options).orElseThrow();
        long answers = asked.getTotalReceivedBytes() / answerBytes;
        assertThat(asked.getTotalReceivedBytes()).isEqualTo(answers * answerBytes);
        assertThat(asked.getTotalSentBytes()).isEqualTo(answers * requestBytes);
        assertThat(answered.getTotalReceivedBytes()).isEqualTo(asked.getTotalSentBytes());
        assertThat(answered.getTotalSentBytes()).isEqualTo(asked.getTotalReceivedBytes());

        long transactions =
                client.intervals.stream().mapToLong(Interval::getTransactions).sum();
        assertThat(transactions).isPositive().isLessThanOrEqualTo(answers);
        if (rate > 0) {
            // a second's, and what a busy machine adds
            assertThat(transactions).isLessThanOrEqualTo(rate * 12 / 10);
        }
        assertThat(client.intervals).allMatch(it -> it.hasTcp() == connection.equals("keep-alive"));
        assertThat(server.intervals).noneMatch(Interval::hasTransactions);
    }

    @ParameterizedTest
    @CsvSource({"1048576, 1", "1024, 2", "3000000, 3"})
    void bodiesCountWhereTheyArrive(long response, int streams) throws Exception {
        run("http-bandwidth", Map.of("response", "" + response, "streams", "" + streams));
        Finished received = client.finished();
        Finished sent = server.finished();
        assertThat(received.getTotalReceivedBytes())
                .isEqualTo(sent.getTotalSentBytes())
                .isPositive();
        // heads are of the totals and of no interval
        long bodies =
                client.intervals.stream().mapToLong(Interval::getReceivedBytes).sum();
        assertThat(bodies).isPositive().isLessThan(received.getTotalReceivedBytes());
        assertThat(client.intervals).allMatch(it -> it.getSentBytes() == 0);
        assertThat(server.intervals.getLast().getTcp().hasRttMicros()).isTrue();
    }

    @Test
    void aBodyThatTakesTooLongIsBrokenOff() throws Exception {
        try (FakePeer slow = new FakePeer(HttpTrialTest::dribble, (number, request, from) -> {})) {
            client.setup(setup(Role.ROLE_CLIENT, "http-bandwidth", slow.port())
                    .putWorkloadOptions("response", "1073741824"));
            client.prepared();
            client.start(System.nanoTime());
            assertThat(client.finished().getTotalReceivedBytes()).isBetween(1_000L, 10_000_000L);
        }
    }

    /** A gigabyte, of which a thousand bytes come every ten milliseconds, until the probe leaves. */
    private static void dribble(Socket socket) throws IOException {
        say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n");
        while (true) {
            say(socket, "x".repeat(1000));
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.0 200 OK\r\nContent-Length: 4\r\n\r\nbody",
                "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nbody",
                "HTTP/1.1 200 OK\r\n\r\nbody",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nbody!",
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbodybody",
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nbody",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n",
                "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"
            })
    void anOddAnswerEndsTheTrial(String text) throws Exception {
        Failure failure = answeredWith(text);
        assertThat(failure.getCode()).isEqualTo("peer-garbage");
        assertThat(failure.getMessage()).contains("the server answered on connection 0 with '" + text.substring(0, 4));
    }

    @Test
    void anAnswerWithoutEndIsNotReadForEver() throws Exception {
        assertThat(answeredWith("HTTP/1.1 200 OK\r\nX: " + "y".repeat(5000)).getCode())
                .isEqualTo("peer-garbage");
    }

    @Test
    void anAnswerThatBreaksOffIsNone() throws Exception {
        try (FakePeer breaking = new FakePeer(HttpTrialTest::breakOff, (number, request, from) -> {})) {
            assertThat(asks(breaking).getCode()).isEqualTo("peer-closed");
        }
    }

    private static void breakOff(Socket socket) throws IOException {
        say(socket, GOOD.substring(0, 30));
        socket.shutdownOutput();
    }

    private Failure answeredWith(String text) throws Exception {
        try (FakePeer odd = new FakePeer(socket -> say(socket, text), (number, request, from) -> {})) {
            return asks(odd);
        }
    }

    private Failure asks(FakePeer peer) throws Exception {
        client.setup(setup(Role.ROLE_CLIENT, "http-latency", peer.port())
                .putWorkloadOptions("response", "4")
                .setDurationNanos(10_000_000_000L)); // the answer ends it
        client.prepared();
        client.start(System.nanoTime());
        return client.failure();
    }

    private void run(String workload, Map<String, String> options) throws Exception {
        int port = FreePort.next();
        for (FakeAgent agent : List.of(client, server)) {
            agent.setup(setup(agent == client ? Role.ROLE_CLIENT : Role.ROLE_SERVER, workload, port)
                    .putAllWorkloadOptions(options));
        }
        client.prepared();
        server.prepared();
        long start = System.nanoTime() + SOON_NANOS;
        client.start(start);
        server.start(start);
    }

    private static Setup.Builder setup(Role role, String workload, int port) {
        return FakeAgent.setup(role, workload, port);
    }
}
