package dev.tare.agent.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tare.agent.network.TestNamespaces;
import dev.tare.proto.agent.v1.AgentServiceGrpc;
import dev.tare.proto.agent.v1.DescribeRequest;
import dev.tare.proto.agent.v1.Outcome;
import dev.tare.proto.agent.v1.RunTrialResponse;
import dev.tare.proto.agent.v1.Side;
import dev.tare.proto.agent.v1.Step;
import dev.tare.proto.agent.v1.SweepRequest;
import dev.tare.proto.agent.v1.TrialDone;
import dev.tare.proto.agent.v1.TrialPrepared;
import dev.tare.proto.agent.v1.TrialSetup;
import dev.tare.proto.agent.v1.WantedRuntime;
import dev.tare.proto.probe.v1.Phase;
import dev.tare.proto.probe.v1.Role;
import dev.tare.proto.probe.v1.Setup;
import io.grpc.Channel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two installed agents, the real bundle and real drivers, between two network namespaces. */
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class WholeTrialIT {

    private static final Logger LOG = LoggerFactory.getLogger(WholeTrialIT.class);
    private static final String DEVICE = "eth1";
    private static final long MILLIS = 1_000_000;

    /** Networks of a client that its peer sees by the address of the client's host. */
    private static final Set<String> HOSTS_ADDRESS = Set.of("host", "nat", "daemon-nat");

    /** Far above what an agent takes right after a trial; one that keeps something of each trial gets there. What it takes idle is a benchmark. */
    private static final long MAXIMUM_RESIDENT_KIB = 160_000;

    /** Traffic begins and what died is gone much earlier, but where others are busy. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Far more than a path is proved with. */
    private static final long STREAM_BYTES = 50_000_000;

    @TempDir
    static Path directory;

    private TestNamespaces namespaces;
    private TestPki pki;
    private AgentProcess client;
    private AgentProcess server;

    @BeforeAll
    void up() throws Exception {
        namespaces = TestNamespaces.up(DEVICE);
        pki = new TestPki(directory.resolve("pki")).issue("agent").issue("controller");
        client = agent("client", namespaces.client());
        server = agent("server", namespaces.server());
        describe(client);
        describe(server);
    }

    private AgentProcess agent(String name, Path netns) throws Exception {
        return new AgentProcess(name, namespaces, netns, pki, directory.resolve(name));
    }

    private static void describe(AgentProcess agent) throws Exception {
        var description = AgentServiceGrpc.newBlockingStub(agent.channel())
                .withWaitForReady()
                .withDeadlineAfter(90, TimeUnit.SECONDS)
                .describe(DescribeRequest.newBuilder()
                        .addWanted(WantedRuntime.newBuilder().setName("native"))
                        .build());
        assertThat(description.getRuntimesList())
                .anyMatch(runtime -> runtime.getName().equals("native") && runtime.getUsable());
    }

    @AfterAll
    void down() throws Exception {
        client.close();
        server.close();
        namespaces.down();
    }

    /**
     * All of them by one pair of agents, which stay small over many trials. The other figures are printed, not judged: how fast it is,
     * is for the benchmarks on a quiet machine.
     */
    @ParameterizedTest
    @Order(1)
    @CsvSource({
        "native, host, tcp-stream",
        "native, bridge, tcp-rr",
        "native, nat, tcp-rr",
        "native, veth-routed, tcp-stream",
        "native, macvlan, tcp-stream",
        "native, overlay, tcp-rr"
    })
    void aTrialIsMeasuredAndLeavesNothing(String runtime, String network, String workload) throws Exception {
        TrialClient asked = TrialClient.open(client.channel());
        TrialClient answering = TrialClient.open(server.channel());
        long beganNanos = System.nanoTime();
        boolean both = network.equals("overlay");
        // the server's host forgets what it knew of this address: another network had another link address behind it
        TrialSetup.Builder answer = setup(Side.SIDE_SERVER, "native", both ? network : "host", workload)
                .setPeerAddress(HOSTS_ADDRESS.contains(network) ? "10.99.0.1" : "10.99.0.101");
        TrialSetup.Builder ask = setup(Side.SIDE_CLIENT, runtime, network, workload);
        if (both) {
            answer.setLocalAddress("10.99.0.102/24");
            ask.setPeerAddress("10.99.0.102");
        }
        answering.setUp(answer);
        asked.setUp(ask);
        TrialPrepared prepared = asked.awaitPrepared();
        answering.awaitPrepared();
        long preparedNanos = System.nanoTime();
        long startNanos = System.nanoTime() + 20 * MILLIS;
        asked.startAt(startNanos);
        answering.startAt(startNanos);
        TrialDone done = asked.awaitDone();
        TrialDone other = answering.awaitDone();
        long endNanos = System.nanoTime();
        tell("prepare client", prepared.getStepsList());
        tell("end client", done.getStepsList());
        tell("end server", other.getStepsList());
        LOG.info(
                "prepared after {} ms, ended {} ms after the start",
                (preparedNanos - beganNanos) / MILLIS,
                (endNanos - startNanos) / MILLIS);
        for (TrialDone each : List.of(done, other)) {
            assertThat(each.getOutcome()).as("%s", each).isEqualTo(Outcome.OUTCOME_COMPLETED);
            assertThat(each.getAudit().getPerformed()).isTrue();
            assertThat(each.getAudit().getLeftBehindList()).isEmpty();
            assertThat(each.getDroppedIntervals()).isZero();
        }
        assertThat(prepared.getPath().getDevicesList()).isNotEmpty();
        // of five slices a probe that stands still for a while makes fewer, which are longer
        assertThat(measuredNanos(asked)).isGreaterThan(250 * MILLIS);
        assertThat(done.getCounters().getDevices(0).getTxBytes())
                .isGreaterThan(prepared.getCounters().getDevices(0).getTxBytes());
        long residentKib = client.residentKilobytes();
        LOG.info("agent: {} KiB resident after the trial", residentKib);
        assertThat(residentKib).isLessThan(MAXIMUM_RESIDENT_KIB);
    }

    private static long measuredNanos(TrialClient side) {
        return side.seen().stream()
                .filter(RunTrialResponse::hasInterval)
                .map(RunTrialResponse::getInterval)
                .filter(interval -> interval.getPhase() == Phase.PHASE_MEASURE)
                .mapToLong(interval -> interval.getEndNanos() - interval.getStartNanos())
                .sum();
    }

    /** How a controller goes away. */
    enum Death {
        /** Its call is cancelled; the connection stays. */
        CANCELLED,
        /** It is killed. */
        RESET,
        /** Its host is gone, and does not say so. */
        SILENT
    }

    /**
     * In mid-trial, for both agents. How long that takes is printed and not judged: 5 s at most are wanted of a machine that nobody
     * else uses. Whoever is silent is noticed by what an agent sends, or where it keeps that back by what its kernel asks.
     */
    @ParameterizedTest
    @Order(2)
    @CsvSource({"CANCELLED, native, 0", "RESET, runc, 0", "SILENT, native, 0", "SILENT, native, 30000"})
    void aStreamThatDiesEndsTheTrafficAndLeavesNothing(Death death, String runtime, long keptBackMillis)
            throws Exception {
        Set<String> before = made();
        long already = client.bytesOf(DEVICE);
        TrialClient asked = TrialClient.open(client.channel());
        TrialClient answering = TrialClient.open(server.channel());
        answering.setUp(endless(setup(Side.SIDE_SERVER, "native", "host", "tcp-stream"), keptBackMillis)
                .setPeerAddress("10.99.0.101"));
        asked.setUp(endless(setup(Side.SIDE_CLIENT, runtime, "bridge", "tcp-stream"), keptBackMillis));
        asked.awaitPrepared();
        answering.awaitPrepared();
        long startNanos = System.nanoTime() + 20 * MILLIS;
        asked.startAt(startNanos);
        answering.startAt(startNanos);
        while (client.bytesOf(DEVICE) - already < STREAM_BYTES && System.nanoTime() - startNanos < LIMIT.toNanos()) {
            Thread.sleep(20);
        }
        assertThat(client.bytesOf(DEVICE) - already).isGreaterThanOrEqualTo(STREAM_BYTES);
        assertThat(made()).hasSizeGreaterThan(before.size()).containsAll(before);

        long diedNanos = System.nanoTime();
        switch (death) {
            case CANCELLED -> {
                asked.cancel();
                answering.cancel();
            }
            case RESET -> {
                client.reset();
                server.reset();
            }
            case SILENT -> {
                client.goSilent();
                server.goSilent();
            }
        }
        try {
            while (!made().equals(before) && System.nanoTime() - diedNanos < LIMIT.toNanos()) {
                Thread.sleep(20);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s, %s, kept back for %d ms: clean after %.1f s%n",
                    death,
                    runtime,
                    keptBackMillis,
                    (System.nanoTime() - diedNanos) / 1e9);
            assertThat(made()).isEqualTo(before);
            long bytes = client.bytesOf(DEVICE);
            Thread.sleep(500);
            assertThat(client.bytesOf(DEVICE) - bytes).isLessThan(10_000);
        } finally {
            if (death == Death.SILENT) {
                client.endSilence();
                server.endSilence();
            }
        }
        assertFree(client);
        assertFree(server);
    }

    private static TrialSetup.Builder endless(TrialSetup.Builder setup, long keptBackMillis) {
        setup.getProbeBuilder().setDurationNanos(600_000 * MILLIS);
        return setup.setDeliveryIntervalNanos(keptBackMillis * MILLIS);
    }

    private Set<String> made() throws Exception {
        Set<String> made = client.made("whole-tcp-stream");
        made.addAll(server.made("whole-tcp-stream"));
        return made;
    }

    /** Nobody holds it, and nothing is written down that could be left. */
    private static void assertFree(AgentProcess agent) throws Exception {
        var calls = AgentServiceGrpc.newBlockingStub(agent.channel());
        long endNanos = System.nanoTime() + LIMIT.toNanos();
        DescribeRequest known = DescribeRequest.newBuilder().setKnownOnly(true).build();
        while (!calls.withWaitForReady()
                        .withDeadlineAfter(60, TimeUnit.SECONDS)
                        .describe(known)
                        .getHeldBy()
                        .isEmpty()
                && System.nanoTime() - endNanos < 0) {
            Thread.sleep(20);
        }
        assertThat(calls.describe(known).getHeldBy()).isEmpty();
        var swept = calls.sweep(SweepRequest.getDefaultInstance());
        assertThat(swept.getReapedList()).isEmpty();
        assertThat(swept.getFailedList()).isEmpty();
    }

    /** The last: the agent that comes back is another one. */
    @Test
    @Order(3)
    void anAgentThatWasKilledSweepsWhenItComesBack() throws Exception {
        Channel channel = client.channel();
        TrialClient asked = TrialClient.open(channel);
        TrialClient answering = TrialClient.open(server.channel());
        answering.setUp(setup(Side.SIDE_SERVER, "native", "host", "tcp-stream").setPeerAddress("10.99.0.101"));
        asked.setUp(setup(Side.SIDE_CLIENT, "native", "bridge", "tcp-stream"));
        asked.awaitPrepared();
        client.process.destroyForcibly().waitFor();
        client.close();
        client = agent("client", namespaces.client());
        describe(client);
        var swept = AgentServiceGrpc.newBlockingStub(client.channel()).sweep(SweepRequest.getDefaultInstance());
        assertThat(swept.getFailedList()).isEmpty();
        // all was gone before it listened
        assertThat(swept.getReapedList()).isEmpty();
        assertThat(links()).noneMatch(name -> name.startsWith("tare"));
        answering.stop("the other side is gone");
        assertThat(answering.awaitDone().getAudit().getLeftBehindList()).isEmpty();
    }

    private List<String> links() throws Exception {
        return namespaces.visit(
                namespaces.client(),
                () -> java.nio.file.Files.readAllLines(Path.of("/proc/thread-self/net/dev")).stream()
                        .map(line -> line.strip().replaceAll(":.*", ""))
                        .toList());
    }

    private static TrialSetup.Builder setup(Side side, String runtime, String network, String workload) {
        boolean serves = side == Side.SIDE_SERVER;
        boolean hostsAddress = network.equals("host");
        Setup.Builder probe = Setup.newBuilder()
                .setToken(ByteString.copyFrom(new byte[16]))
                .setRole(serves ? Role.ROLE_SERVER : Role.ROLE_CLIENT)
                .setWorkload(workload)
                .setServerPort(7500)
                .setCongestionControl("cubic")
                .setIntervalNanos(100 * MILLIS)
                .setWarmupNanos(500 * MILLIS)
                .setDurationNanos(500 * MILLIS)
                .setSetupTimeoutNanos(25_000 * MILLIS);
        if (workload.equals("tcp-stream")) {
            probe.putWorkloadOptions("block", "131072")
                    .putWorkloadOptions("streams", "1")
                    .putWorkloadOptions("direction", "upload");
        } else {
            probe.putWorkloadOptions("request", "1").putWorkloadOptions("response", "1");
        }
        return TrialClient.setup("whole-" + workload, "")
                .clearRuntimeOptions()
                .setSide(side)
                .setRuntime(runtime)
                .setNetwork(network)
                .setDataInterface(DEVICE)
                .setLocalAddress(serves ? "10.99.0.2/24" : hostsAddress ? "10.99.0.1/24" : "10.99.0.101/24")
                .setHostAddress(serves ? "10.99.0.2" : "10.99.0.1")
                .setPeerHostAddress(serves ? "10.99.0.1" : "10.99.0.2")
                .setPeerAddress("10.99.0.2")
                .setHostSampleIntervalNanos(100 * MILLIS)
                .setPrepareTimeoutNanos(35_000 * MILLIS)
                .setProbe(probe);
    }

    private static void tell(String what, List<Step> steps) {
        long first = steps.isEmpty() ? 0 : steps.getFirst().getStartNanos();
        steps.forEach(step -> LOG.info(
                "{}: {} at {} for {} us",
                what,
                step.getName(),
                (step.getStartNanos() - first) / 1000,
                (step.getEndNanos() - step.getStartNanos()) / 1000));
    }
}
