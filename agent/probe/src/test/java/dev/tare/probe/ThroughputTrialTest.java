package dev.tare.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.proto.probe.v1.Burst;
import dev.tare.proto.probe.v1.Finished;
import dev.tare.proto.probe.v1.Phase;
import dev.tare.proto.probe.v1.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search between two probes in this process, over loopback, at bounded rates. */
@Timeout(60)
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
final class ThroughputTrialTest {

    private static final long SOON_NANOS = 30_000_000;
    private static final long MILLISECOND = 1_000_000;

    /** The usual share of a burst that may be lost. */
    private static final long ACCEPTED_PPM = 1_000;

    /** 8 Mbit/s of 1000 bytes. */
    private static final Map<String, String> GENTLE =
            Map.of("size", "1000", "highest", "8000000", "burst", "50000000", "settle", "5000000", "loss", "500000");

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
    @ValueSource(strings = {"upload", "download"})
    void theSenderTellsEachBurst(String direction) throws Exception {
        run(GENTLE, direction, 1_000);
        boolean upload = direction.equals("upload");
        Finished sent = (upload ? client : server).finished();
        Finished received = (upload ? server : client).finished();

        assertThat(received.getBurstsList()).isEmpty();
        List<Burst> bursts = sent.getBurstsList();
        assertThat(bursts).isNotEmpty().allSatisfy(burst -> {
            assertThat(burst.getAskedPerSecond()).isPositive().isLessThanOrEqualTo(1_000);
            // 50 of 50 ms; a busy machine may be late, never early
            assertThat(burst.getSent()).isBetween(1L, 51L);
            assertThat(burst.getReceived()).isBetween(0L, burst.getSent());
            assertThat(burst.getLengthNanos()).isGreaterThanOrEqualTo(50 * MILLISECOND);
        });
        assertThat(bursts.stream().mapToLong(Burst::getSent).sum() * 1_000).isEqualTo(sent.getTotalSentBytes());
        assertThat(bursts.stream().mapToLong(Burst::getReceived).sum() * 1_000)
                .isLessThanOrEqualTo(received.getTotalReceivedBytes());
        assertThat(bursts.stream().filter(it -> it.getPhase() == Phase.PHASE_MEASURE))
                .first()
                .satisfies(it -> assertThat(it.getRepeats()).isFalse());
    }

    /** What is left of the window goes on the rate that was found. */
    @Test
    void whatWasFoundIsOfferedAgain() throws Exception {
        run(GENTLE, "upload", 5_000);
        List<Burst> bursts = client.finished().getBurstsList();
        server.finished();
        assertThat(bursts).last().satisfies(it -> {
            assertThat(it.getRepeats()).isTrue();
            assertThat(it.getAskedPerSecond()).isEqualTo(1_000);
        });
    }

    @Test
    void whereNoBurstFitsNoneIsMade() throws Exception {
        run(Map.of("size", "1000", "highest", "8000000", "burst", "300000000"), "upload", 60);
        Finished sent = client.finished();
        server.finished();
        assertThat(sent.getBurstsList()).isEmpty();
        assertThat(sent.getTotalSentBytes()).isZero();
    }

    /** As fast as it can, until something is lost of that; then at lower rates. */
    @Test
    void withoutALimitTheFirstBurstIsAllThereIs() throws Exception {
        run(Map.of("size", "1472", "burst", "20000000", "settle", "5000000"), "upload", 3_000);
        List<Burst> bursts = client.finished().getBurstsList();
        server.finished();
        List<Burst> search = bursts.stream()
                .filter(it -> it.getPhase() == Phase.PHASE_MEASURE && !it.getRepeats())
                .toList();
        assertThat(search)
                .first()
                .satisfies(it -> assertThat(it.getAskedPerSecond()).isZero());
        Burst first = search.getFirst();
        boolean lower = (first.getSent() - first.getReceived()) * 1_000_000 > ACCEPTED_PPM * first.getSent();
        for (Burst burst : search.subList(1, search.size())) {
            // what got through is tried again, as fast as it can, and never again once it was given up
            if (lower) {
                assertThat(burst.getAskedPerSecond()).as("%s", search).isPositive();
            }
            lower |= burst.getAskedPerSecond() > 0;
        }
    }

    private void run(Map<String, String> options, String direction, long durationMillis) throws Exception {
        int port = FreePort.next();
        for (FakeAgent agent : List.of(client, server)) {
            Role role = agent == client ? Role.ROLE_CLIENT : Role.ROLE_SERVER;
            agent.setup(FakeAgent.setup(role, "udp-throughput", port)
                    .putAllWorkloadOptions(options)
                    .putWorkloadOptions("direction", direction)
                    .setDurationNanos(durationMillis * MILLISECOND));
        }
        client.prepared();
        server.prepared();
        long start = System.nanoTime() + SOON_NANOS;
        client.start(start);
        server.start(start);
    }
}
