package dev.tare.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.histogram.HistogramCodec;
import dev.tare.proto.probe.v1.Datagrams;
import dev.tare.proto.probe.v1.Finished;
import dev.tare.proto.probe.v1.Interval;
import dev.tare.proto.probe.v1.OneWay;
import dev.tare.proto.probe.v1.Role;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Datagrams between two probes in this process, over loopback, and what they say at a rate. */
@Timeout(60)
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
final class DatagramTrialTest {

    private static final long SOON_NANOS = 30_000_000;

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
    @CsvSource({"upload, 1472, 200000000", "download, 1472, 200000000", "upload, 16, 8000000", "upload, 9000, 400000000"
    })
    void theReceiverTellsWhatArrived(String direction, long size, long rate) throws Exception {
        run("udp-stream", Map.of("direction", direction, "size", "" + size, "rate", "" + rate));
        boolean upload = direction.equals("upload");
        FakeAgent sender = upload ? client : server;
        FakeAgent receiver = upload ? server : client;
        Finished sent = sender.finished();
        Finished received = receiver.finished();

        assertThat(sent.getTotalReceivedBytes()).isZero();
        assertThat(received.getTotalReceivedBytes()).isPositive().isLessThanOrEqualTo(sent.getTotalSentBytes());
        assertThat(sent.getTotalSentBytes() % size).isZero();
        // with warm-up and what follows the window 1,050 ms; a busy machine may be late, never early
        assertThat(sent.getTotalSentBytes()).isLessThanOrEqualTo(rate / 8 * 1_060 / 1000 + size);
        long expected = sum(receiver, Datagrams::getExpected);
        // the one that comes at an edge is in one count and not yet in the other
        assertThat(expected).isPositive().isGreaterThanOrEqualTo(sum(receiver, Datagrams::getReceived) - 2);
        assertThat(receiver.intervals.getLast().getDatagrams().hasJitterNanos()).isTrue();
        assertThat(sender.intervals.getLast().getDatagrams().hasExpected()).isFalse();
        assertThat(sender.intervals).noneMatch(Interval::hasTcp);
    }

    @Test
    void withoutARateTheSenderDoesNotWait() throws Exception {
        run("udp-stream", Map.of());
        Finished sent = client.finished();
        assertThat(server.finished().getTotalReceivedBytes()).isPositive();
        // no rate that anybody asked for; a machine that is away for most of the time leaves some milliseconds
        assertThat(sent.getTotalSentBytes()).isGreaterThan(1_000_000);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 700", "1472, 24", "24, 9000"})
    void everyAnswerIsATransaction(long request, long response) throws Exception {
        run("udp-rr", Map.of("request", "" + request, "response", "" + response));
        Finished asked = client.finished();
        Finished answered = server.finished();
        assertThat(answered.getTotalReceivedBytes()).isPositive().isLessThanOrEqualTo(asked.getTotalSentBytes());
        long transactions =
                client.intervals.stream().mapToLong(Interval::getTransactions).sum();
        assertThat(transactions).isPositive().isLessThanOrEqualTo(asked.getTotalReceivedBytes() / response);
        assertThat(client.intervals).allMatch(it -> it.getDatagrams().hasTimeouts());
    }

    @ParameterizedTest
    @CsvSource({
        "tcp-rr, fixed",
        "tcp-crr, fixed",
        "udp-rr, fixed",
        "tcp-rr, poisson",
        "tcp-crr, poisson",
        "udp-rr, poisson"
    })
    void arrivalsComeAtTheRateAskedFor(String workload, String arrivals) throws Exception {
        run(workload, Map.of("rate", "400", "arrivals", arrivals));
        client.finished();
        server.finished();
        long transactions =
                client.intervals.stream().mapToLong(Interval::getTransactions).sum();
        // a second at 400/s, and what a busy machine adds; the count of a Poisson process has a deviation of 20. How
        // many there are at least is up to the CPUs
        assertThat(transactions).isBetween(1L, arrivals.equals("fixed") ? 450L : 550L);
    }

    /** How many there are at least depends on how many CPUs the two that spin have for themselves. */
    @ParameterizedTest
    @CsvSource({"tcp-rr", "udp-rr"})
    void whoSpinsKeepsToTheRate(String workload) throws Exception {
        run(workload, Map.of("rate", "400", "wait", "spin"));
        client.finished();
        server.finished();
        assertThat(client.intervals.stream()
                        .mapToLong(Interval::getTransactions)
                        .sum())
                .isBetween(1L, 450L);
    }

    /** Both probes read one clock here, so the truth is known: each way takes some time, and both less than the round trip. */
    @Test
    void everyAnswerTellsBothWays() throws Exception {
        run("udp-owd", Map.of("rate", "2000"));
        client.finished();
        server.finished();
        List<OneWay> told = client.intervals.stream()
                .filter(Interval::hasOneWay)
                .map(Interval::getOneWay)
                .toList();
        assertThat(told).isNotEmpty();
        assertThat(server.intervals).noneMatch(Interval::hasOneWay);
        for (OneWay each : told) {
            assertThat(each.getToServerBaseNanos()).isPositive();
            assertThat(each.getToClientBaseNanos()).isPositive();
            assertThat(each.getToServerAboveNanosList())
                    .hasSameSizeAs(each.getToClientAboveNanosList())
                    .contains(0L);
            assertThat(each.getNotKept()).isZero();
        }
        long transactions =
                client.intervals.stream().mapToLong(Interval::getTransactions).sum();
        // answers that come between an edge's two readings are in one count and not yet in the other; a busy machine
        // may be
        // away just then
        assertThat(told.stream().mapToLong(OneWay::getToServerAboveNanosCount).sum())
                .isBetween(transactions / 2, transactions * 2);
    }

    /** The stamps of one transaction lie between the probe's readings around it, so that both parts are what they say. */
    @ParameterizedTest
    @CsvSource({"0, block", "500, block", "0, spin"})
    void theKernelsStampsSplitALatency(String rate, String wait) throws Exception {
        run("udp-rr", Map.of("timestamps", "kernel", "rate", rate, "wait", wait));
        client.finished();
        server.finished();
        assertThat(server.intervals).noneMatch(Interval::hasDeviceLatency);
        assertThat(client.intervals).allMatch(Interval::hasDeviceLatency);
        long split = 0;
        long unstamped = 0;
        for (Interval each : client.intervals) {
            var device = HistogramCodec.decode(
                    each.getDeviceLatency().getDeviceHistogram().toByteArray());
            var above = HistogramCodec.decode(
                    each.getDeviceLatency().getAboveHistogram().toByteArray());
            // the slice that the end of the warm-up cuts off may be empty, in one of them or in both
            if (device.getTotalCount() > 0) {
                assertThat(device.getMinValue()).isPositive();
            }
            if (above.getTotalCount() > 0) {
                assertThat(above.getMinValue()).isPositive();
            }
            split += device.getTotalCount();
            unstamped += each.getDeviceLatency().getUnstamped();
        }
        long transactions =
                client.intervals.stream().mapToLong(Interval::getTransactions).sum();
        // each is one or the other; a busy machine may be away between two readings of an edge
        assertThat(split + unstamped).isBetween(transactions / 2, transactions * 2);
        // loopback stamps all, but a busy machine takes many a stamp when its request is answered already
        assertThat(split).isGreaterThan(transactions / 20);
    }

    @Test
    void withoutBeingAskedForNothingIsStamped() throws Exception {
        run("udp-rr", Map.of());
        client.finished();
        server.finished();
        assertThat(client.intervals).isNotEmpty().noneMatch(Interval::hasDeviceLatency);
    }

    /** More is asked for than can be done: every request is late, and its latency says so. */
    @Test
    void aRateThatCannotBeDoneShowsAsLatency() throws Exception {
        run("tcp-rr", Map.of("rate", "1000000"));
        client.finished();
        long median = 0;
        for (Interval each : client.intervals) {
            var latencies = HistogramCodec.decode(each.getLatencyHistogram().toByteArray());
            // the last slice may be empty
            if (latencies.getTotalCount() > 0) {
                median = latencies.getValueAtPercentile(50);
            }
        }
        // a million a second cannot be done, so that the last has waited for most of the time
        assertThat(median).isGreaterThan(100_000_000);
    }

    private void run(String workload, Map<String, String> options) throws Exception {
        int port = FreePort.next();
        client.setup(FakeAgent.setup(Role.ROLE_CLIENT, workload, port).putAllWorkloadOptions(options));
        server.setup(FakeAgent.setup(Role.ROLE_SERVER, workload, port).putAllWorkloadOptions(options));
        assertThat(client.prepared().getPeerPort()).isEqualTo(port);
        server.prepared();
        long start = System.nanoTime() + SOON_NANOS;
        client.start(start);
        server.start(start);
    }

    private static long sum(FakeAgent agent, ToLongFunction<Datagrams> count) {
        return agent.intervals.stream()
                .map(Interval::getDatagrams)
                .mapToLong(count)
                .sum();
    }
}
