package dev.tare.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.histogram.HistogramCodec;
import dev.tare.probe.socket.EchoPort;
import dev.tare.proto.probe.v1.Failure;
import dev.tare.proto.probe.v1.Finished;
import dev.tare.proto.probe.v1.Interval;
import dev.tare.proto.probe.v1.Prepared;
import dev.tare.proto.probe.v1.Role;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Echoes that this machine's kernel answers over loopback. Where it lets us have no socket for them, that has to be said. */
@Timeout(60)
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
final class PingTrialTest {

    private static final long SOON_NANOS = 30_000_000;

    /** One byte, the usual, one packet of an MTU of 1500, and more than one. */
    @ParameterizedTest
    @ValueSource(ints = {1, 56, 1472, 9000, 65507})
    void theKernelAnswersAndTheClientCounts(int size) throws Exception {
        try (FakeAgent client = new FakeAgent();
                FakeAgent server = new FakeAgent()) {
            if (!EchoPort.isPermitted()) {
                assertRefused(client, server);
                return;
            }
            Prepared prepared = start(client, server, Map.of("size", "" + size));
            assertThat(prepared.getPeerAddress()).isEqualTo("127.0.0.1");
            Finished asked = client.finished();
            Finished stoodBy = server.finished();

            assertThat(stoodBy.getTotalReceivedBytes()).isZero();
            assertThat(stoodBy.getTotalSentBytes()).isZero();
            assertThat(asked.getTotalSentBytes()).isPositive();
            assertThat(asked.getTotalSentBytes() % size).isZero();
            long transactions = client.intervals.stream()
                    .mapToLong(Interval::getTransactions)
                    .sum();
            assertThat(transactions).isPositive();
            // each echo came back, but for one that was under way at the end and what a busy machine was late for
            assertThat(asked.getTotalReceivedBytes()).isBetween(transactions * size, asked.getTotalSentBytes() + size);
            for (Interval each : client.intervals) {
                assertThat(HistogramCodec.decode(each.getLatencyHistogram().toByteArray())
                                .getTotalCount())
                        .isEqualTo(each.getTransactions());
                assertThat(each.getDatagrams().hasTimeouts()).isTrue();
            }
            assertThat(server.intervals).noneMatch(Interval::hasLatencyHistogram);
        }
    }

    @Test
    void atARateThereAreThatMany() throws Exception {
        try (FakeAgent client = new FakeAgent();
                FakeAgent server = new FakeAgent()) {
            if (!EchoPort.isPermitted()) {
                assertRefused(client, server);
                return;
            }
            start(client, server, Map.of("rate", "400"));
            client.finished();
            // a second of it, and what a busy machine adds
            assertThat(client.intervals.stream()
                            .mapToLong(Interval::getTransactions)
                            .sum())
                    .isBetween(1L, 450L);
        }
    }

    /** Two on one machine: each has its own answers only. */
    @Test
    void twoDoNotTakeEachOthersAnswers() throws Exception {
        try (FakeAgent client = new FakeAgent();
                FakeAgent server = new FakeAgent();
                FakeAgent otherClient = new FakeAgent();
                FakeAgent otherServer = new FakeAgent()) {
            if (!EchoPort.isPermitted()) {
                assertRefused(client, server);
                return;
            }
            start(client, server, Map.of("size", "64"));
            start(otherClient, otherServer, Map.of("size", "128"));
            for (FakeAgent each : new FakeAgent[] {client, otherClient}) {
                int size = each == client ? 64 : 128;
                Finished asked = each.finished();
                assertThat(asked.getTotalReceivedBytes() % size).isZero();
                assertThat(asked.getTotalReceivedBytes())
                        .isPositive()
                        .isLessThanOrEqualTo(asked.getTotalSentBytes() + size);
            }
        }
    }

    private static void assertRefused(FakeAgent client, FakeAgent server) throws Exception {
        int port = FreePort.next();
        server.setup(FakeAgent.setup(Role.ROLE_SERVER, "ping", port));
        client.setup(FakeAgent.setup(Role.ROLE_CLIENT, "ping", port));
        Failure failure = client.failure();
        assertThat(failure.getCode()).isEqualTo("option-unavailable");
        assertThat(failure.getMessage()).contains("net.ipv4.ping_group_range", "CAP_NET_RAW");
    }

    /** What the client has opened. */
    private static Prepared start(FakeAgent client, FakeAgent server, Map<String, String> options) throws Exception {
        int port = FreePort.next();
        client.setup(FakeAgent.setup(Role.ROLE_CLIENT, "ping", port).putAllWorkloadOptions(options));
        server.setup(FakeAgent.setup(Role.ROLE_SERVER, "ping", port).putAllWorkloadOptions(options));
        Prepared prepared = client.prepared();
        server.prepared();
        long start = System.nanoTime() + SOON_NANOS;
        client.start(start);
        server.start(start);
        return prepared;
    }
}
