package dev.tare.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.histogram.HistogramCodec;
import dev.tare.proto.probe.v1.ClockPing;
import dev.tare.proto.probe.v1.ClockPong;
import dev.tare.proto.probe.v1.Failure;
import dev.tare.proto.probe.v1.Finished;
import dev.tare.proto.probe.v1.Interval;
import dev.tare.proto.probe.v1.Phase;
import dev.tare.proto.probe.v1.Prepared;
import dev.tare.proto.probe.v1.ProbeRequest;
import dev.tare.proto.probe.v1.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two probes in this process, over loopback, through their real conversations. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
final class TrialTest {

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
    @CsvSource({"upload, 1", "download, 1", "upload, 3"})
    void aStreamArrivesWholeAndIsToldByIntervals(String direction, int streams) throws Exception {
        int port = FreePort.next();
        for (FakeAgent agent : List.of(client, server)) {
            agent.setup(FakeAgent.setup(agent == client ? Role.ROLE_CLIENT : Role.ROLE_SERVER, "tcp-stream", port)
                    .putWorkloadOptions("direction", direction)
                    .putWorkloadOptions("streams", Integer.toString(streams)));
        }
        Prepared prepared = client.prepared();
        assertThat(prepared.getPeerPort()).isEqualTo(port);
        assertThat(prepared.getCongestionControl()).isEqualTo("cubic");
        assertThat(prepared.getMssBytes()).isPositive();
        assertThat(server.prepared().getPeerPort()).isEqualTo(prepared.getLocalPort());

        long start = System.nanoTime() + SOON_NANOS;
        client.start(start);
        server.start(start);
        FakeAgent sender = direction.equals("upload") ? client : server;
        FakeAgent receiver = direction.equals("upload") ? server : client;
        Finished sent = sender.finished();
        Finished received = receiver.finished();

        assertThat(received.getTotalReceivedBytes())
                .isEqualTo(sent.getTotalSentBytes())
                .isPositive();
        assertThat(sent.getFirstByteNanos()).isGreaterThanOrEqualTo(start);
        assertIntervals(sender.intervals, start);
        assertIntervals(receiver.intervals, start);
        assertThat(receiver.intervals).allSatisfy(interval -> {
            assertThat(interval.getTcp().hasRttMicros()).isTrue();
            assertThat(interval.hasTransactions()).isFalse();
        });
        // a busy machine may be away for one of them, not for all
        assertThat(sender.intervals).anyMatch(interval -> interval.getTcp().getSegmentsOut() > 0);
        assertThat(sum(receiver.intervals)).isPositive().isLessThanOrEqualTo(received.getTotalReceivedBytes());
    }

    @ParameterizedTest
    @CsvSource({"upload, 8, 2", "download, 5, 3", "upload, 2, 2", "download, 3, 1"})
    void streamsThatShareThreadsArriveWhole(String direction, int streams, int threads) throws Exception {
        prepare("tcp-stream", Map.of("direction", direction, "streams", "" + streams, "threads", "" + threads));
        long start = System.nanoTime() + SOON_NANOS;
        client.start(start);
        server.start(start);
        boolean upload = direction.equals("upload");
        Finished sent = (upload ? client : server).finished();
        Finished received = (upload ? server : client).finished();
        assertThat(received.getTotalReceivedBytes())
                .isEqualTo(sent.getTotalSentBytes())
                .isPositive();
        assertThat(sent.getFirstByteNanos()).isGreaterThanOrEqualTo(start);
        assertThat(sum((upload ? server : client).intervals)).isLessThanOrEqualTo(received.getTotalReceivedBytes());
    }

    @Test
    void maertsIsAStreamFromTheServer() throws Exception {
        prepare("tcp-maerts");
        long start = System.nanoTime() + SOON_NANOS;
        client.start(start);
        server.start(start);
        Finished received = client.finished();
        Finished sent = server.finished();
        assertThat(received.getTotalReceivedBytes())
                .isEqualTo(sent.getTotalSentBytes())
                .isPositive();
        assertThat(received.getTotalSentBytes()).isZero();
    }

    @Test
    void bothWaysShareThreadsEachOfItsOwn() throws Exception {
        prepare("tcp-bidir", Map.of("streams", "3", "threads", "2", "block", "1000"));
        long start = System.nanoTime() + SOON_NANOS;
        client.start(start);
        server.start(start);
        Finished atClient = client.finished();
        Finished atServer = server.finished();
        assertThat(atServer.getTotalReceivedBytes())
                .isEqualTo(atClient.getTotalSentBytes())
                .isPositive();
        assertThat(atClient.getTotalReceivedBytes())
                .isEqualTo(atServer.getTotalSentBytes())
                .isPositive();
    }

    @ParameterizedTest
    @CsvSource({"tcp-stream, 1, 512", "tcp-maerts, 1, 131072", "tcp-stream, 2, 16777216"})
    void aFileInMemoryArrivesWhole(String workload, int streams, int block) throws Exception {
        prepare(workload, Map.of("zerocopy", "on", "streams", "" + streams, "block", "" + block));
        long start = System.nanoTime() + SOON_NANOS;
        client.start(start);
        server.start(start);
        boolean upload = workload.equals("tcp-stream");
        Finished sent = (upload ? client : server).finished();
        Finished received = (upload ? server : client).finished();
        assertThat(received.getTotalReceivedBytes())
                .isEqualTo(sent.getTotalSentBytes())
                .isPositive();
        assertIntervals((upload ? client : server).intervals, start);
    }

    @ParameterizedTest
    @CsvSource({"server, 1, 1", "reset, 1, 1", "server, 4000, 300000", "reset, 300000, 4000"})
    void everyConnectionIsATransaction(String close, long request, long response) throws Exception {
        prepare("tcp-crr", Map.of("close", close, "request", "" + request, "response", "" + response));
        long start = System.nanoTime() + SOON_NANOS;
        client.start(start);
        server.start(start);
        Finished asked = client.finished();
        Finished answered = server.finished();

        assertThat(answered.getTotalReceivedBytes()).isEqualTo(asked.getTotalSentBytes());
        assertThat(asked.getTotalReceivedBytes()).isEqualTo(answered.getTotalSentBytes());
        assertIntervals(client.intervals, start);
        assertThat(client.intervals.stream()
                        .mapToLong(Interval::getTransactions)
                        .sum())
                .isPositive()
                .isLessThanOrEqualTo(asked.getTotalSentBytes() / request);
        assertThat(client.intervals)
                .as("the state of the link tells nothing of the connections")
                .noneMatch(Interval::hasTcp);
    }

    /**
     * A connection that a second one had to wait for would show as a response time of the kernel's first retry. Without ports
     * most seconds would have one; a machine that is away makes one, too.
     */
    @Test
    void connectionsDoNotRunOutOfPorts() throws Exception {
        int port = FreePort.next();
        for (FakeAgent agent : List.of(client, server)) {
            agent.setup(FakeAgent.setup(agent == client ? Role.ROLE_CLIENT : Role.ROLE_SERVER, "tcp-crr", port)
                    .setDurationNanos(8_000_000_000L));
        }
        client.prepared();
        server.prepared();
        long start = System.nanoTime() + SOON_NANOS;
        client.start(start);
        server.start(start);
        client.finished();
        var retried = 0L;
        for (Interval interval : client.intervals) {
            retried += HistogramCodec.decode(interval.getLatencyHistogram().toByteArray())
                    .getCountBetweenValues(900_000_000L, Long.MAX_VALUE);
        }
        assertThat(retried).isLessThanOrEqualTo(2);
    }

    @Test
    void everyTransactionIsInAHistogram() throws Exception {
        prepare("tcp-rr");
        long start = System.nanoTime() + SOON_NANOS;
        client.start(start);
        server.start(start);
        Finished asked = client.finished();
        Finished answered = server.finished();

        assertThat(answered.getTotalReceivedBytes()).isEqualTo(asked.getTotalSentBytes());
        assertIntervals(client.intervals, start);
        assertIntervals(server.intervals, start);
        for (Interval interval : client.intervals) {
            var latencies = HistogramCodec.decode(interval.getLatencyHistogram().toByteArray());
            assertThat(latencies.getTotalCount()).isEqualTo(interval.getTransactions());
            // the slice that the end of the warm-up cuts off may be empty
            if (latencies.getTotalCount() > 0) {
                assertThat(latencies.getMinValue()).isPositive();
            }
        }
        assertThat(client.intervals.stream()
                        .mapToLong(Interval::getTransactions)
                        .sum())
                .isPositive();
        assertThat(server.intervals).noneMatch(Interval::hasTransactions).noneMatch(Interval::hasLatencyHistogram);
        assertThat(sum(server.intervals)).isPositive();
    }

    @Test
    void buffersAreAsAskedFor() throws Exception {
        setUp("tcp-stream", Map.of("buffer", "65536"));
        Prepared prepared = client.prepared();
        assertThat(prepared.getSendBufferBytes()).isEqualTo(2 * 65536);
        assertThat(server.prepared().getReceiveBufferBytes()).isEqualTo(2 * 65536);
    }

    /** No machine gives that much without being told to. */
    @Test
    void buffersThatAreNotGivenAreAFailure() throws Exception {
        setUp("udp-stream", Map.of("buffer", "67108864"));
        Failure failure = client.failure();
        assertThat(failure.getCode()).isEqualTo("unsupported");
        assertThat(failure.getMessage()).contains("net.core.wmem_max");
    }

    @ParameterizedTest
    @CsvSource({"upload, 1, 0", "download, 2, 0", "upload, 3, 1"})
    void requestsAndStreamsRunBesideEachOther(String direction, int streams, int threads) throws Exception {
        prepare("tcp-loaded-rr", Map.of("direction", direction, "streams", "" + streams, "threads", "" + threads));
        long start = System.nanoTime() + SOON_NANOS;
        client.start(start);
        server.start(start);
        Finished asked = client.finished();
        Finished answered = server.finished();

        assertThat(answered.getTotalReceivedBytes()).isEqualTo(asked.getTotalSentBytes());
        assertThat(asked.getTotalReceivedBytes()).isEqualTo(answered.getTotalSentBytes());
        Finished filled = direction.equals("upload") ? answered : asked;
        // more than requests and their answers
        assertThat(filled.getTotalReceivedBytes()).isGreaterThan(1_000_000);
        assertThat(client.intervals).allMatch(Interval::hasLatencyHistogram);
        assertThat(server.intervals).noneMatch(Interval::hasLatencyHistogram);
        assertThat(client.intervals.stream()
                        .mapToLong(Interval::getTransactions)
                        .sum())
                .isPositive();
    }

    @Test
    void transactionsThatAreOnlyCountedAreAllCounted() throws Exception {
        prepare("tcp-rr", Map.of("record", "none", "request", "3", "response", "700"));
        long start = System.nanoTime() + SOON_NANOS;
        client.start(start);
        server.start(start);
        Finished asked = client.finished();
        server.finished();

        assertThat(client.intervals).noneMatch(Interval::hasLatencyHistogram).allMatch(Interval::hasTransactions);
        for (Interval interval : client.intervals) {
            long bytes = interval.getReceivedBytes() / 700;
            // those under way at each edge are in one count and not yet in the other: one, or some where the one who
            // reads is interrupted between the two
            long edges = 2 + bytes / 10;
            assertThat(interval.getTransactions()).isBetween(bytes - edges, bytes + edges);
        }
        long counted =
                client.intervals.stream().mapToLong(Interval::getTransactions).sum();
        // of all: a slice that is cut off short, or a busy machine, may leave one empty
        assertThat(counted).isPositive().isLessThanOrEqualTo(asked.getTotalReceivedBytes() / 700);
    }

    @Test
    void theClockIsToldAtAnyTime() throws Exception {
        prepare("tcp-rr");
        long before = System.nanoTime();
        client.send(
                ProbeRequest.newBuilder().setClockPing(ClockPing.newBuilder().setSequence(9)));
        ClockPong pong = client.next().getClockPong();
        assertThat(pong.getSequence()).isEqualTo(9);
        assertThat(pong.getReceivedNanos()).isBetween(before, pong.getSentNanos());
        assertThat(pong.getSentNanos()).isLessThanOrEqualTo(System.nanoTime());
    }

    @Test
    void stopEndsEarlyWithFinished() throws Exception {
        prepareLong();
        long start = System.nanoTime();
        client.start(start);
        server.start(start);
        server.interval();
        server.stop();
        assertThat(server.finished().getTotalReceivedBytes()).isPositive();
        assertThat(client.failure().getCode()).isEqualTo("peer-closed");
        assertThat(System.nanoTime() - start).isLessThan(15_000_000_000L);
        server.close();
        assertThat(server.exitStatus()).isEqualTo(Conversation.ENDED);
    }

    @Test
    void stopBeforeThePeerCameEndsWithNothing() throws Exception {
        server.setup(FakeAgent.setup(Role.ROLE_SERVER, "tcp-rr", FreePort.next()));
        server.stop();
        assertThat(server.finished().getTotalReceivedBytes()).isZero();
    }

    @Test
    void theEndOfStdinEndsTheProbeInMidTraffic() throws Exception {
        prepareLong();
        client.start(System.nanoTime());
        server.start(System.nanoTime());
        server.interval();
        client.close();
        assertThat(client.exitStatus()).isEqualTo(Conversation.ABANDONED);
        assertThat(server.failure().getCode()).isEqualTo("peer-closed");
        assertThat(server.exitStatus()).isEqualTo(Ending.FAILED);
    }

    /** So long that it has to be ended. */
    private void prepareLong() throws Exception {
        int port = FreePort.next();
        client.setup(FakeAgent.setup(Role.ROLE_CLIENT, "tcp-stream", port).setDurationNanos(60_000_000_000L));
        server.setup(FakeAgent.setup(Role.ROLE_SERVER, "tcp-stream", port).setDurationNanos(60_000_000_000L));
        client.prepared();
        server.prepared();
    }

    private void prepare(String workload) throws Exception {
        prepare(workload, Map.of());
    }

    private void prepare(String workload, Map<String, String> options) throws Exception {
        setUp(workload, options);
        client.prepared();
        server.prepared();
    }

    private void setUp(String workload, Map<String, String> options) throws Exception {
        int port = FreePort.next();
        client.setup(FakeAgent.setup(Role.ROLE_CLIENT, workload, port).putAllWorkloadOptions(options));
        server.setup(FakeAgent.setup(Role.ROLE_SERVER, workload, port).putAllWorkloadOptions(options));
    }

    /** 100 ms of warm-up and the window, in slices of 50; a busy machine may merge some. */
    private static void assertIntervals(List<Interval> intervals, long start) {
        // a machine that is away for all of the warm-up leaves one
        if (intervals.size() > 1) {
            assertThat(intervals.getFirst().getPhase()).isEqualTo(Phase.PHASE_WARMUP);
        }
        assertThat(intervals.getLast().getPhase()).isEqualTo(Phase.PHASE_MEASURE);
        assertThat(intervals.getLast().getEndNanos())
                .isGreaterThanOrEqualTo(start + 100_000_000 + FakeAgent.WINDOW_NANOS);
        assertThat(intervals.getFirst().getStartNanos()).isGreaterThanOrEqualTo(start);
        for (int i = 1; i < intervals.size(); i++) {
            assertThat(intervals.get(i).getIndex()).isEqualTo(i);
            assertThat(intervals.get(i).getStartNanos())
                    .isEqualTo(intervals.get(i - 1).getEndNanos());
        }
        assertThat(intervals).allMatch(Interval::hasProbeCpuNanos).hasSizeBetween(1, 20);
    }

    private static long sum(List<Interval> intervals) {
        return intervals.stream().mapToLong(Interval::getReceivedBytes).sum();
    }
}
