package dev.tare.probe.iperf3;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.socket.Place;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The distribution's own iperf3 as the client of the probe's server, and as the server of the probe's client, over loopback. */
@Timeout(60)
final class DebianIperf3IT {

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endWhatRuns() throws Exception {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-t 1",
                "-t 1 -R",
                "-t 1 --bidir",
                "-t 1 -P 4",
                "-t 1 -P 2 -R -Z",
                "-t 1 -P 2 --bidir",
                "-t 1 -O 1 -C reno -l 64K -w 200K -N",
                "-n 50M",
                "-R -n 50M",
                "-k 100",
                "-t 1 -R -b 100M",
                "-t 1 -u -b 100M -l 1400",
                "-t 1 -u -b 100M -l 1400 -R --udp-counters-64bit",
                "-t 1 -u -b 20M -l 1000 --bidir -P 2",
                "-t 1 -O 1 -u -b 50M -l 1400",
                "-t 1 -T title --extra-data more --get-server-output --repeating-payload"
            })
    void itsClientMeasuresAgainstTheProbesServer(String options) throws Exception {
        try (Hosting server = new Hosting()) {
            Future<Outcome> serving = server.serving();
            JsonObject told = json(start("-c", server.place(), options + " -J"));
            Outcome outcome = Hosting.of(serving);
            assertThat(told.has("error")).as("%s", told).isFalse();
            JsonObject end = told.getAsJsonObject("end");
            boolean udp = options.contains("-u ");
            if (udp) {
                assertThat(number(end, "sum", "bytes")).isPositive();
            } else {
                assertThat(number(end, "sum_received", "bytes")).isPositive();
                assertThat(number(end, "sum_sent", "retransmits")).isGreaterThanOrEqualTo(0);
                assertThat(end.get("receiver_tcp_congestion").getAsString())
                        .isEqualTo(outcome.own().congestion());
            }
            for (int i = 0; i < outcome.parameters().flows(); i++) {
                agree(stream(end, i), outcome, i, udp);
            }
            assertThat(end.getAsJsonArray("streams"))
                    .hasSize(outcome.parameters().flows());
        }
    }

    /** What iperf3 says of a stream is what both sides counted: it knows our half by our words only. */
    private static void agree(JsonObject stream, Outcome outcome, int index, boolean udp) {
        int id = TestParameters.id(index);
        StreamResult own = of(outcome.own(), id);
        StreamResult peers = of(outcome.peers(), id);
        boolean clientSends = outcome.parameters().clientSends(index);
        StreamResult sent = clientSends ? peers : own;
        StreamResult received = clientSends ? own : peers;
        assertThat(received.bytes()).isPositive();
        assertThat(received.seconds()).isPositive();
        if (udp) {
            assertThat(number(stream, "udp", "packets")).isPositive();
            // some are, where the receiver does not get a CPU for as long as its socket has room
            assertThat(number(stream, "udp", "lost_packets")).isEqualTo(received.lost());
        } else {
            assertThat(number(stream, "sender", "bytes")).isEqualTo(sent.bytes());
            assertThat(number(stream, "receiver", "bytes")).isEqualTo(received.bytes());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--reverse",
                "--bidirectional",
                "--streams 4",
                "--streams 2 --reverse",
                "--streams 2 --bidirectional",
                "--omit 1 --congestion reno --length 65536 --buffer 100000 --no-delay --zerocopy",
                "--rate 100000000",
                "--udp --rate 100000000",
                "--udp --rate 100000000 --reverse",
                "--udp --rate 20000000 --bidirectional --streams 2",
                "--udp --rate 50000000 --omit 1"
            })
    void theProbesClientMeasuresAgainstItsServer(String options) throws Exception {
        Place place = Hosting.freePlace();
        Process server = listening(place);
        TestParameters parameters = HandOptions.of(
                        ("--client 127.0.0.1 --time 1 " + options).strip().split(" +", -1))
                .parameters();
        Outcome outcome = call(place, parameters);
        assertThat(outcome.peers().streams()).hasSize(parameters.flows());
        JsonObject report = Report.of(outcome, true);
        for (String way : List.of("to_server", "to_client")) {
            if (report.has(way)) {
                assertThat(number(report, way, "received_bytes")).isPositive();
                assertThat(number(report, way, "goodput_bytes_per_second")).isPositive();
            }
        }
        if (!parameters.udp()) {
            assertThat(outcome.peers().congestion()).isEqualTo(outcome.own().congestion());
        }
        JsonObject told = json(server);
        assertThat(told.has("error")).as("%s", told).isFalse();
        JsonArray intervals = told.getAsJsonArray("intervals");
        assertThat(intervals).isNotEmpty();
    }

    @Test
    void aBusyServerIsToldAsSuch() throws Exception {
        Place place = Hosting.freePlace();
        listening(place);
        try (Socket first = new Socket(place.address(), place.port())) {
            first.getOutputStream().write(Cookie.random().bytes());
            assertThat(first.getInputStream().read()).isEqualTo(State.PARAM_EXCHANGE.code());
            first.getOutputStream().write(parameters());
            assertThat(first.getInputStream().read()).isEqualTo(State.CREATE_STREAMS.code());
            // it takes our control connection for a stream of the first client's, and finds the cookie wrong
            TestParameters any = HandOptions.of("--client", "127.0.0.1").parameters();
            assertThat(Assertions.catchThrowableOfType(ProbeFailure.class, () -> call(place, any)))
                    .hasMessageContaining("busy with another test");
        }
    }

    private static byte[] parameters() {
        byte[] json = HandOptions.of("--client", "127.0.0.1")
                .parameters()
                .write()
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        return java.nio.ByteBuffer.allocate(Integer.BYTES + json.length)
                .putInt(json.length)
                .put(json)
                .array();
    }

    @Test
    void itsClientIsToldThatTheServerIsBusy() throws Exception {
        try (Hosting server = new Hosting()) {
            Future<Outcome> serving = server.serving();
            Process first = start("-c", server.place(), "-t 6 -J");
            awaitTraffic(server);
            assertThat(json(start("-c", server.place(), "-t 1 -J")).get("error").getAsString())
                    .contains("busy");
            assertThat(json(first).has("error")).isFalse();
            Hosting.of(serving);
        }
    }

    @Test
    void aClientThatIsKilledEndsTheTest() throws Exception {
        try (Hosting server = new Hosting()) {
            Future<Outcome> serving = server.serving();
            Process client = start("-c", server.place(), "-t 30 -P 2");
            awaitTraffic(server);
            client.destroyForcibly().waitFor();
            ProbeFailure failure = Assertions.catchThrowableOfType(ProbeFailure.class, () -> Hosting.of(serving));
            assertThat(failure.code()).isIn(FailureCode.PEER_CLOSED, FailureCode.PEER_GARBAGE);
        }
    }

    @ParameterizedTest
    @CsvSource({"-S 16, not implemented"})
    void itsClientIsToldWhatIsNotDoneHere(String options, String words) throws Exception {
        try (Hosting server = new Hosting()) {
            Future<Outcome> serving = server.serving();
            assertThat(json(start("-c", server.place(), "-t 1 -J " + options))
                            .get("error")
                            .getAsString())
                    .contains(words);
            assertThat(Assertions.catchThrowableOfType(ProbeFailure.class, () -> Hosting.of(serving))
                            .code())
                    .isEqualTo(FailureCode.PEER_GARBAGE);
        }
    }

    /** It is the server that sends: without being told it fills the loopback's segments, at gigabytes a second. */
    @Test
    void itsClientLimitsWhatTheServerSends() throws Exception {
        try (Hosting server = new Hosting()) {
            Future<Outcome> serving = server.serving();
            Process client = start("-c", server.place(), "-t 2 -J --bidir -M 1000 --fq-rate 80M");
            awaitTraffic(server);
            assertThat(server.session().flows())
                    .allSatisfy(flow -> assertThat(segmentBytes(flow)).isBetween(900, 1000));
            JsonObject told = json(client);
            assertThat(told.has("error")).as("%s", told).isFalse();
            Outcome outcome = Hosting.of(serving);
            assertThat(outcome.parameters().limits()).isEqualTo(new TestParameters.Limits(1000, 80_000_000));
            // ten megabytes a second, and what may go before the kernel holds it back
            for (int i = 0; i < 2; i++) {
                StreamResult received =
                        of(outcome.parameters().clientSends(i) ? outcome.own() : outcome.peers(), TestParameters.id(i));
                assertThat(received.bytes()).isBetween(1_000_000L, 40_000_000L);
            }
        }
    }

    @Test
    void aTestWithoutLimitsHasNoneOfTheTestBefore() throws Exception {
        try (Hosting server = new Hosting()) {
            for (String limits : List.of("-M 1000", "")) {
                Future<Outcome> serving = server.serving();
                List<Flow> before = server.session().flows();
                Process client = start("-c", server.place(), ("-t 2 -J " + limits).strip());
                while (server.session().flows().equals(before)) {
                    LockSupport.parkNanos(1_000_000);
                }
                awaitTraffic(server);
                assertThat(server.session().flows())
                        .allSatisfy(
                                flow -> assertThat(segmentBytes(flow) > 1000).isEqualTo(limits.isEmpty()));
                assertThat(json(client).has("error")).isFalse();
                Hosting.of(serving);
            }
        }
    }

    private static int segmentBytes(Flow flow) {
        return ((TcpFlow) flow).socket().options().mssBytes().orElseThrow();
    }

    private static void awaitTraffic(Hosting server) {
        while (server.session().flows().stream()
                        .mapToLong(flow -> flow.counts().receivedBytes())
                        .sum()
                == 0) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static Outcome call(Place place, TestParameters parameters) throws Exception {
        try (ClientSession client = new ClientSession(Optional.empty(), place, parameters, NanoClock.SYSTEM)) {
            client.open(Control.REPLY_NANOS);
            return client.run(begun -> begun + parameters.lengthNanos());
        }
    }

    /** Which serves one test. A call to see whether it is there would be that test. */
    private Process listening(Place place) throws Exception {
        Process server = start("-s", place, "-1 -J");
        String port = String.format(java.util.Locale.ROOT, ":%04X", place.port());
        while (java.nio.file.Files.readAllLines(java.nio.file.Path.of("/proc/net/tcp")).stream()
                .noneMatch(line -> line.contains(port) && line.contains(" 0A "))) {
            assertThat(server.isAlive()).isTrue();
            LockSupport.parkNanos(1_000_000);
        }
        return server;
    }

    private Process start(String role, Place place, String options) throws IOException {
        List<String> command = new ArrayList<>(List.of("/usr/bin/iperf3", role));
        command.addAll(
                role.equals("-c")
                        ? List.of(place.address().getHostAddress())
                        : List.of("-B", place.address().getHostAddress()));
        command.addAll(List.of("-p", Integer.toString(place.port())));
        command.addAll(List.of(options.split(" +", -1)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        started.add(process);
        return process;
    }

    private static JsonObject json(Process process) throws Exception {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return JsonParser.parseString(output).getAsJsonObject();
    }

    private static JsonObject stream(JsonObject end, int index) {
        return end.getAsJsonArray("streams").get(index).getAsJsonObject();
    }

    private static StreamResult of(TestResults results, int id) {
        return results.streams().stream()
                .filter(stream -> stream.id() == id)
                .findFirst()
                .orElseThrow();
    }

    private static long number(JsonObject object, String part, String name) {
        return object.getAsJsonObject(part).get(name).getAsLong();
    }
}
