package dev.tare.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.proto.probe.v1.Failure;
import dev.tare.proto.probe.v1.Finished;
import dev.tare.proto.probe.v1.Interval;
import dev.tare.proto.probe.v1.ProbeResponse;
import dev.tare.proto.probe.v1.Role;
import dev.tare.proto.probe.v1.Setup;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Workloads whose two sides keep a CPU each busy while they wait, as the conformance suite has those that sleep: alone, for they would
 * take the CPUs of others away. How often they are answered depends on how many CPUs there are for them.
 */
@Isolated
@Timeout(60)
@Tag("slow")
final class SpinningTest {

    private static final long LONG_NANOS = 60_000_000_000L;
    private static final long SOON_NANOS = 20_000_000;

    private static final Map<String, String> SPIN = Map.of("wait", "spin");

    static Stream<Arguments> ways() {
        return Stream.of(
                Arguments.of("tcp-rr", SPIN),
                Arguments.of("tcp-rr", Map.of("wait", "spin", "response", "300000")),
                Arguments.of("udp-rr", SPIN),
                Arguments.of("udp-rr", Map.of("wait", "spin", "request", "3", "response", "9000")),
                Arguments.of("udp-rr", Map.of("wait", "spin", "inflight", "4")));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void everyAnswerIsATransaction(String workload, Map<String, String> options) throws Exception {
        try (FakeAgent client = new FakeAgent();
                FakeAgent server = new FakeAgent()) {
            prepare(client, server, workload, options, FakeAgent.WINDOW_NANOS);
            Finished asked = client.finished();
            Finished answered = server.finished();
            assertThat(answered.getTotalReceivedBytes()).isPositive().isLessThanOrEqualTo(asked.getTotalSentBytes());
            assertThat(asked.getTotalReceivedBytes()).isLessThanOrEqualTo(answered.getTotalSentBytes());
            long transactions = client.intervals.stream()
                    .mapToLong(Interval::getTransactions)
                    .sum();
            long response = Long.parseLong(options.getOrDefault("response", "1"));
            assertThat(transactions).isPositive().isLessThanOrEqualTo(asked.getTotalReceivedBytes() / response);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aPeerThatLeavesEndsTheTrialSoon(String workload, Map<String, String> options) throws Exception {
        for (boolean clientLeaves : List.of(true, false)) {
            try (FakeAgent client = new FakeAgent();
                    FakeAgent server = new FakeAgent()) {
                prepare(client, server, workload, options, LONG_NANOS);
                client.interval();
                long left = System.nanoTime();
                (clientLeaves ? client : server).close();
                Failure failure = (clientLeaves ? server : client).failure();
                assertThat(failure.getCode()).as(failure.getMessage()).isEqualTo("peer-closed");
                assertThat(System.nanoTime() - left).isLessThan(15_000_000_000L);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void stopEndsItInTheMiddle(String workload, Map<String, String> options) throws Exception {
        try (FakeAgent client = new FakeAgent();
                FakeAgent server = new FakeAgent()) {
            prepare(client, server, workload, options, LONG_NANOS);
            client.interval();
            long asked = System.nanoTime();
            client.stop();
            server.stop();
            // who is told later may see the other leave first
            for (FakeAgent each : List.of(client, server)) {
                ProbeResponse last = each.last();
                assertThat(last.hasFinished() || last.getFailure().getCode().equals("peer-closed"))
                        .as("%s", last)
                        .isTrue();
            }
            assertThat(System.nanoTime() - asked).isLessThan(15_000_000_000L);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aPeerThatSaysNothingIsNamedAfterTheWindow(String workload, Map<String, String> options) throws Exception {
        try (FakePeer mute = new FakePeer(socket -> {}, (number, request, from) -> {});
                FakeAgent client = new FakeAgent()) {
            client.setup(setup(Role.ROLE_CLIENT, workload, mute.port(), options, 200_000_000));
            client.prepared();
            client.start(System.nanoTime());
            assertThat(client.failure().getCode()).isEqualTo("peer-stalled");
        }
    }

    private static void prepare(
            FakeAgent client, FakeAgent server, String workload, Map<String, String> options, long durationNanos)
            throws Exception {
        int port = FreePort.next();
        client.setup(setup(Role.ROLE_CLIENT, workload, port, options, durationNanos));
        server.setup(setup(Role.ROLE_SERVER, workload, port, options, durationNanos));
        client.prepared();
        server.prepared();
        long start = System.nanoTime() + SOON_NANOS;
        client.start(start);
        server.start(start);
    }

    private static Setup.Builder setup(
            Role role, String workload, int port, Map<String, String> options, long durationNanos) {
        return FakeAgent.setup(role, workload, port)
                .putAllWorkloadOptions(options)
                .setDurationNanos(durationNanos);
    }
}
