package dev.tare.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.OptionSpec;
import dev.tare.common.catalog.OptionType;
import dev.tare.common.catalog.Transport;
import dev.tare.common.catalog.WorkloadKind;
import dev.tare.probe.socket.EchoPort;
import dev.tare.proto.probe.v1.Datagrams;
import dev.tare.proto.probe.v1.Failure;
import dev.tare.proto.probe.v1.Finished;
import dev.tare.proto.probe.v1.Interval;
import dev.tare.proto.probe.v1.ProbeResponse;
import dev.tare.proto.probe.v1.Role;
import dev.tare.proto.probe.v1.Setup;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every workload of the catalogue keeps to, whatever its peer does. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
@Tag("slow")
final class WorkloadConformanceTest {

    private static final long LONG_NANOS = 60_000_000_000L;
    private static final long SOON_NANOS = 20_000_000;

    /** Field of proc_pid_stat(5), counted from the one after the program's name; 1 is SCHED_FIFO. */
    private static final int POLICY = 41 - 3;

    /** Where the kernel lets us have no ICMP socket, {@link PingTrialTest} has it say so. */
    static Stream<String> all() {
        return Catalog.workloads().stream()
                .filter(kind -> kind.traffic().transport() != Transport.ICMP || EchoPort.isPermitted())
                .map(WorkloadKind::name);
    }

    static Stream<String> withDatagrams() {
        return Catalog.workloads().stream()
                .filter(kind -> kind.traffic().transport() == Transport.UDP)
                .map(WorkloadKind::name);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aWholeTrialEndsOnBothSides(String workload) throws Exception {
        try (FakeAgent client = new FakeAgent();
                FakeAgent server = new FakeAgent()) {
            long start = prepare(client, server, workload, FakeAgent.WINDOW_NANOS);
            Finished atClient = client.finished();
            Finished atServer = server.finished();
            assertThat(atClient.getTotalReceivedBytes() + atServer.getTotalReceivedBytes())
                    .isPositive();
            // not before, whichever side sends first; how late depends on the machine
            assertThat(atClient.getBegunNanos()).isGreaterThanOrEqualTo(start);
            assertThat(atServer.getBegunNanos()).isGreaterThanOrEqualTo(start);
        }
    }

    /** The right of way of who begins is not the traffic's: no thread that has it at some instant keeps it. */
    @ParameterizedTest
    @MethodSource("all")
    void trafficHasNoPrecedence(String workload) throws Exception {
        try (FakeAgent client = new FakeAgent();
                FakeAgent server = new FakeAgent()) {
            prepare(client, server, workload, LONG_NANOS);
            client.interval();
            assertNobodyKeepsPrecedence();
        }
    }

    /** Of all trials in this process, of which others may just begin. */
    private static void assertNobodyKeepsPrecedence() throws Exception {
        Set<String> kept = withPrecedence();
        while (!kept.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(20);
            kept.retainAll(withPrecedence());
        }
    }

    private static Set<String> withPrecedence() {
        Set<String> found = new HashSet<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path thread : threads) {
                String stat = Files.readString(thread.resolve("stat"));
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                if (fields[POLICY].equals("1")) {
                    found.add(thread.getFileName().toString());
                }
            }
        } catch (IOException | DirectoryIteratorException _) {
            return withPrecedence(); // one of them ended just then, before its file was opened or after
        }
        return found;
    }

    @ParameterizedTest
    @MethodSource("all")
    void aPeerThatLeavesEndsTheTrialSoon(String workload) throws Exception {
        for (boolean clientLeaves : List.of(true, false)) {
            try (FakeAgent client = new FakeAgent();
                    FakeAgent server = new FakeAgent()) {
                prepare(client, server, workload, LONG_NANOS);
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
    @MethodSource("all")
    void stopEndsItInTheMiddle(String workload) throws Exception {
        try (FakeAgent client = new FakeAgent();
                FakeAgent server = new FakeAgent()) {
            prepare(client, server, workload, LONG_NANOS);
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
    @MethodSource("all")
    void aPeerThatSaysNothingIsNamedAfterTheWindow(String workload) throws Exception {
        try (FakePeer mute = new FakePeer(socket -> {}, (number, request, from) -> {});
                FakeAgent client = new FakeAgent()) {
            client.setup(setup(Role.ROLE_CLIENT, workload, mute.port(), 200_000_000));
            if (workload.startsWith("tls-")) {
                // hands are shaken before the window
                assertThat(client.failure().getCode()).isEqualTo("connect-failed");
            } else {
                client.prepared();
                client.start(System.nanoTime());
                assertThat(client.failure().getCode()).isEqualTo("peer-stalled");
            }
            assertThat(client.exitStatus()).isEqualTo(Ending.FAILED);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aPortInUseIsNamed(String workload) throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, FakePeer.LOOPBACK);
                FakeAgent server = new FakeAgent()) {
            server.setup(setup(Role.ROLE_SERVER, workload, other.getLocalPort(), LONG_NANOS));
            Failure failure = server.failure();
            assertThat(failure.getCode()).isEqualTo("port-in-use");
            assertThat(failure.getMessage()).contains("127.0.0.1 port " + other.getLocalPort());
        }
    }

    @ParameterizedTest
    @MethodSource("withDatagrams")
    void aDatagramPortInUseIsNamed(String workload) throws Exception {
        try (DatagramSocket other = new DatagramSocket(0, FakePeer.LOOPBACK);
                FakeAgent server = new FakeAgent()) {
            server.setup(setup(Role.ROLE_SERVER, workload, other.getLocalPort(), LONG_NANOS));
            Failure failure = server.failure();
            assertThat(failure.getCode()).isEqualTo("port-in-use");
            assertThat(failure.getMessage()).contains("UDP 127.0.0.1 port " + other.getLocalPort());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void sizesAndCountsOutOfRangeAreRefused(String workload) throws Exception {
        WorkloadKind kind = Catalog.find(Catalog.workloads(), workload).orElseThrow();
        for (OptionSpec option : kind.options()) {
            if (option.type() == OptionType.CHOICE) {
                refuses(workload, option.name(), "banana");
                continue;
            }
            refuses(workload, option.name(), "-1");
            refuses(workload, option.name(), "999999999999999999");
            if (option.minimum() > 0) {
                refuses(workload, option.name(), "0");
            }
        }
    }

    @Test
    void tenThousandStreamsAreRefusedWithTheLimit() throws Exception {
        for (String workload : List.of("tcp-stream", "tcp-maerts")) {
            assertThat(refuses(workload, "streams", "10000")).contains("1 to 64");
        }
    }

    /** The first request is never answered: all others go on beside it. */
    @Test
    void aLostDatagramHoldsUpNoOther() throws Exception {
        try (FakePeer lossy = new FakePeer(FakePeer::untilTheEnd, (number, request, from) -> {
                    boolean first = request.getData()[0] == 0 && request.getData()[1] == 0;
                    if (!first) {
                        from.send(request);
                    }
                });
                FakeAgent client = new FakeAgent()) {
            ask(client, lossy, Map.of("inflight", "4", "timeout", "50000000", "request", "8", "response", "8"));
            long timeouts = sum(client, Datagrams::getTimeouts);
            long transactions = client.intervals.stream()
                    .mapToLong(Interval::getTransactions)
                    .sum();
            // once in 50 to 62 ms; a busy machine loses others now and then, or has no time for most
            assertThat(timeouts).isGreaterThanOrEqualTo(2);
            assertThat(transactions).isGreaterThan(timeouts);
        }
    }

    /** Its number would come again 256 requests later, long before it is sent again itself: another's answer would be its own. */
    @Test
    void noOtherRequestLooksLikeTheOneThatIsLost() throws Exception {
        long timeout = 1_000_000_000;
        List<Long> zeros = new CopyOnWriteArrayList<>();
        try (FakePeer lossy = new FakePeer(FakePeer::untilTheEnd, (number, request, from) -> {
                    if (request.getData()[0] == 0) {
                        zeros.add(System.nanoTime());
                    } else {
                        from.send(request);
                    }
                });
                FakeAgent client = new FakeAgent()) {
            long before = System.nanoTime();
            ask(client, lossy, Map.of("inflight", "4", "timeout", "" + timeout));
            assertThat(zeros).isNotEmpty();
            assertThat(zeros.stream().skip(1)).allMatch(at -> at - before >= timeout);
        }
    }

    @Test
    void aLostDatagramIsAskedForAgainAndCounted() throws Exception {
        // every third is lost
        try (FakePeer lossy = new FakePeer(FakePeer::untilTheEnd, (number, request, from) -> {
                    if (number % 3 != 2) {
                        from.send(request);
                    }
                });
                FakeAgent client = new FakeAgent()) {
            ask(client, lossy, Map.of("timeout", "10000000"));
            long timeouts = sum(client, Datagrams::getTimeouts);
            long transactions = client.intervals.stream()
                    .mapToLong(Interval::getTransactions)
                    .sum();
            // each lost one costs a time-out, and not the trial; a busy machine has more of them than answers
            assertThat(timeouts).isPositive();
            assertThat(transactions).isPositive();
        }
    }

    /** And not first when somebody answers again, which may be never. */
    @Test
    void whatIsNotAnsweredIsToldWhileItIsWaitedFor() throws Exception {
        try (FakePeer mute = new FakePeer(FakePeer::untilTheEnd, (number, request, from) -> {});
                FakeAgent client = new FakeAgent()) {
            ask(client, mute, Map.of("timeout", "10000000"));
            assertThat(sum(client, Datagrams::getTimeouts)).isPositive();
            assertThat(sum(client, Datagrams::getSent)).isPositive();
            assertThat(sum(client, Datagrams::getLateAnswers)).isZero();
        }
    }

    @Test
    void anAnswerThatComesTwiceIsLateOnce() throws Exception {
        try (FakePeer twice = new FakePeer(FakePeer::untilTheEnd, (number, request, from) -> {
                    from.send(request);
                    from.send(request);
                });
                FakeAgent client = new FakeAgent()) {
            ask(client, twice, Map.of("request", "8", "response", "8"));
            long transactions = client.intervals.stream()
                    .mapToLong(Interval::getTransactions)
                    .sum();
            assertThat(transactions).isPositive();
            // a machine that is away for a time-out has the request sent again, which brings two more
            long timeouts = sum(client, Datagrams::getTimeouts);
            assertThat(sum(client, Datagrams::getLateAnswers))
                    .isBetween(transactions / 2, transactions + 2 * timeouts + 1);
        }
    }

    @Test
    void emptyAndForeignAnswersAreNone() throws Exception {
        try (FakePeer garbage = new FakePeer(FakePeer::untilTheEnd, (number, request, from) -> {
                    from.send(new DatagramPacket(new byte[0], 0, request.getSocketAddress()));
                    from.send(new DatagramPacket(new byte[900], 900, request.getSocketAddress()));
                });
                FakeAgent client = new FakeAgent()) {
            ask(client, garbage, Map.of("timeout", "10000000"));
            assertThat(client.intervals).allMatch(it -> it.getTransactions() == 0);
            assertThat(sum(client, Datagrams::getTimeouts)).isPositive();
        }
    }

    private static void ask(FakeAgent client, FakePeer peer, Map<String, String> options) throws Exception {
        client.setup(setup(Role.ROLE_CLIENT, "udp-rr", peer.port(), FakeAgent.WINDOW_NANOS)
                .putAllWorkloadOptions(options));
        client.prepared();
        client.start(System.nanoTime());
        client.finished();
    }

    private static long sum(FakeAgent agent, ToLongFunction<Datagrams> count) {
        return agent.intervals.stream()
                .map(Interval::getDatagrams)
                .mapToLong(count)
                .sum();
    }

    private static String refuses(String workload, String option, String value) throws Exception {
        try (FakeAgent probe = new FakeAgent()) {
            probe.setup(setup(Role.ROLE_CLIENT, workload, 7411, LONG_NANOS).putWorkloadOptions(option, value));
            Failure failure = probe.failure();
            assertThat(failure.getCode()).as(workload + " " + option).isEqualTo("bad-setup");
            assertThat(failure.getMessage()).contains("option " + option + " is '" + value + "'");
            return failure.getMessage();
        }
    }

    /** The instant at which both were told to begin. */
    private static long prepare(FakeAgent client, FakeAgent server, String workload, long durationNanos)
            throws Exception {
        int port = FreePort.next();
        client.setup(setup(Role.ROLE_CLIENT, workload, port, durationNanos));
        server.setup(setup(Role.ROLE_SERVER, workload, port, durationNanos));
        client.prepared();
        server.prepared();
        long start = System.nanoTime() + SOON_NANOS;
        client.start(start);
        server.start(start);
        return start;
    }

    private static Setup.Builder setup(Role role, String workload, int port, long durationNanos) {
        Setup.Builder setup = FakeAgent.setup(role, workload, port).setDurationNanos(durationNanos);
        // its usual burst and the silence after it fit into a short window only if nobody is late
        return workload.equals("udp-throughput")
                ? setup.putWorkloadOptions("burst", "20000000").putWorkloadOptions("settle", "5000000")
                : setup;
    }
}
