package dev.tare.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.EngineKind;
import dev.tare.common.catalog.Transport;
import dev.tare.probe.exec.Engines;
import dev.tare.proto.probe.v1.Finished;
import dev.tare.proto.probe.v1.Interval;
import dev.tare.proto.probe.v1.ProbeResponse;
import dev.tare.proto.probe.v1.Role;
import dev.tare.proto.probe.v1.Setup;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Trials between two probes in this process who speak iperf3's protocol: they tell as much as by their own. */
@Timeout(60)
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
final class Iperf3TrialTest {

    private static final String ENGINE = "builtin-iperf3";
    private static final long SOON_NANOS = 30_000_000;

    private FakeAgent client;
    private FakeAgent server;

    static Stream<String> workloads() {
        return Catalog.find(Catalog.engines(), ENGINE).orElseThrow().services().stream()
                .map(EngineKind.Service::workload);
    }

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
    @MethodSource("workloads")
    void aWholeTrialEndsOnBothSides(String workload) throws Exception {
        long start = prepare(workload, FakeAgent.WINDOW_NANOS);
        Finished atClient = client.finished();
        Finished atServer = server.finished();
        assertThat(atClient.getBegunNanos()).isGreaterThanOrEqualTo(start);
        assertThat(atClient.getTotalReceivedBytes()).isLessThanOrEqualTo(atServer.getTotalSentBytes());
        assertThat(atServer.getTotalReceivedBytes()).isLessThanOrEqualTo(atClient.getTotalSentBytes());
        assertThat(atClient.getTotalReceivedBytes() + atServer.getTotalReceivedBytes())
                .isPositive();
        boolean tcp = Catalog.find(Catalog.workloads(), workload)
                        .orElseThrow()
                        .traffic()
                        .transport()
                == Transport.TCP;
        assertThat(client.intervals).isNotEmpty();
        // not of each: a slice that is cut late finds the connections closed
        assertThat(client.intervals.stream().anyMatch(Interval::hasTcp)).isEqualTo(tcp);
        assertThat(client.intervals.stream().anyMatch(Interval::hasDatagrams)).isEqualTo(!tcp);
        assertThat(server.intervals.stream()
                        .mapToLong(Interval::getReceivedBytes)
                        .sum())
                .isLessThanOrEqualTo(atServer.getTotalReceivedBytes());
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void bothAreStoppedAtOnce(String workload) throws Exception {
        prepare(workload, 60_000_000_000L);
        client.interval();
        server.interval();
        client.stop();
        server.stop();
        // who is told later may see the other leave first
        for (FakeAgent each : List.of(client, server)) {
            ProbeResponse last = each.last();
            assertThat(last.hasFinished()
                            || Set.of("peer-closed", "peer-garbage")
                                    .contains(last.getFailure().getCode()))
                    .as("%s", last)
                    .isTrue();
        }
    }

    @Test
    void aPeerThatGoesInTheMiddleEndsTheTrial() throws Exception {
        prepare("tcp-stream", 60_000_000_000L);
        client.interval();
        client.stop();
        assertThat(client.last().hasFinished()).isTrue();
        assertThat(server.failure().getCode()).isIn("peer-closed", "peer-garbage");
    }

    @Test
    void aClientOfAnotherTestIsRefused() throws Exception {
        int port = FreePort.next();
        server.setup(setup(Role.ROLE_SERVER, "tcp-stream", port, FakeAgent.WINDOW_NANOS)
                .putWorkloadOptions("streams", "2"));
        server.prepared();
        client.setup(setup(Role.ROLE_CLIENT, "tcp-stream", port, FakeAgent.WINDOW_NANOS));
        client.prepared();
        long start = System.nanoTime() + SOON_NANOS;
        client.start(start);
        server.start(start);
        assertThat(server.failure().getMessage()).contains("another test than the trial's");
        assertThat(client.failure().getMessage()).contains("gave up with its error 114");
    }

    @Test
    void aServerWithoutAClientGivesUp() throws Exception {
        int port = FreePort.next();
        server.setup(setup(Role.ROLE_SERVER, "tcp-stream", port, FakeAgent.WINDOW_NANOS));
        server.prepared();
        server.start(System.nanoTime() + SOON_NANOS);
        try (Socket stranger = new Socket(FakePeer.LOOPBACK, port)) {
            assertThat(stranger.isConnected()).isTrue();
            assertThat(server.failure().getCode()).isEqualTo("peer-stalled");
        }
    }

    @Test
    void thePreparedConnectionTellsItsCongestionControl() throws Exception {
        int port = FreePort.next();
        server.setup(setup(Role.ROLE_SERVER, "tcp-stream", port, FakeAgent.WINDOW_NANOS)
                .setCongestionControl("reno"));
        assertThat(server.prepared().getCongestionControl()).isEqualTo("reno");
        client.setup(setup(Role.ROLE_CLIENT, "tcp-stream", port, FakeAgent.WINDOW_NANOS)
                .setCongestionControl("reno"));
        assertThat(client.prepared().getCongestionControl()).isEqualTo("reno");
    }

    @Test
    void itIsNoForeignEngine() {
        assertThat(Engines.names()).doesNotContain(ENGINE);
    }

    private long prepare(String workload, long durationNanos) throws Exception {
        int port = FreePort.next();
        server.setup(setup(Role.ROLE_SERVER, workload, port, durationNanos));
        client.setup(setup(Role.ROLE_CLIENT, workload, port, durationNanos));
        server.prepared();
        client.prepared();
        long start = System.nanoTime() + SOON_NANOS;
        client.start(start);
        server.start(start);
        return start;
    }

    private static Setup.Builder setup(Role role, String workload, int port, long durationNanos) {
        return FakeAgent.setup(role, workload, port)
                .setEngine(ENGINE)
                .setDurationNanos(durationNanos)
                .putAllWorkloadOptions(workload.equals("udp-stream") ? Map.of("rate", "80000000") : Map.of());
    }
}
