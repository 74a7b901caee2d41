package dev.tare.agent.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.proto.agent.v1.AgentServiceGrpc;
import dev.tare.proto.agent.v1.DescribeRequest;
import dev.tare.proto.agent.v1.DescribeResponse;
import dev.tare.proto.agent.v1.LinkShaping;
import dev.tare.proto.agent.v1.NetworkAvailability;
import dev.tare.proto.agent.v1.Outcome;
import dev.tare.proto.agent.v1.RuntimeAvailability;
import dev.tare.proto.agent.v1.TrialDone;
import dev.tare.proto.agent.v1.TrialSetup;
import dev.tare.proto.agent.v1.WantedRuntime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class PolicyTest {

    @TempDir
    Path directory;

    @Test
    void aRuntimeThatIsNotAllowedIsNeitherUsedNorDescribedAsUsable() throws Exception {
        Policy policy = new Policy(Set.of("runc", "native"), Set.of(), true, true, Duration.ZERO);
        refused(policy, TrialClient.setup("t1", "good"), "allows the runtimes [native, runc] only");
        try (TestAgent agent = new TestAgent(directory.resolve("described"), policy)) {
            DescribeResponse described = AgentServiceGrpc.newBlockingStub(agent.channel())
                    .withDeadlineAfter(30, TimeUnit.SECONDS)
                    .describe(DescribeRequest.newBuilder()
                            .addWanted(WantedRuntime.newBuilder().setName("lxc"))
                            .build());
            assertThat(described.getRuntimesList())
                    .extracting(RuntimeAvailability::getReason)
                    .containsExactly("the policy of this host allows the runtimes [native, runc] only");
        }
    }

    /** Its containers are in truth what its handler starts. */
    @Test
    void containerdIsAllowedForWhatIsAllowedItself() throws Exception {
        Policy policy = new Policy(Set.of("containerd"), Set.of(), true, true, Duration.ZERO);
        TrialSetup.Builder kata =
                TrialClient.setup("t1", "good").setRuntime("containerd").putRuntimeOptions("handler", "kata");
        refused(policy, kata, "allows the runtimes [containerd] only, and this container is one of kata");
    }

    @Test
    void aNetworkThatIsNotAllowedIsNotMade() throws Exception {
        Policy policy = new Policy(Set.of(), Set.of("host"), true, true, Duration.ZERO);
        refused(policy, TrialClient.setup("t1", "good"), "allows the networks [host] only");
        try (TestAgent agent = new TestAgent(directory.resolve("described"), policy)) {
            DescribeResponse described = AgentServiceGrpc.newBlockingStub(agent.channel())
                    .withDeadlineAfter(30, TimeUnit.SECONDS)
                    .describe(DescribeRequest.newBuilder()
                            .addWanted(WantedRuntime.newBuilder().setName("native"))
                            .build());
            assertThat(described.getNetworksList())
                    .filteredOn(network -> network.getName().equals("bridge"))
                    .extracting(NetworkAvailability::getReason)
                    .containsExactly("the policy of this host allows the networks [host] only");
        }
    }

    @Test
    void settingsOfTheHostStayAsTheyAre() throws Exception {
        Policy policy = new Policy(Set.of(), Set.of(), false, true, Duration.ZERO);
        TrialSetup.Builder tuned = TrialClient.setup("t1", "good").putTuning("net.ipv4.tcp_sack", "0");
        refused(policy, tuned, "allows no changes of its settings");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noSettingIsMadeForAFreshStartEither(boolean allowed) throws Exception {
        Policy policy = new Policy(Set.of(), Set.of(), allowed, true, Duration.ZERO);
        try (TestAgent agent = new TestAgent(directory, policy)) {
            TrialClient client = TrialClient.open(agent.channel());
            client.setUp(TrialClient.setup("t1", "failure"));
            client.awaitDone();
            assertThat(agent.network.freshened).isEqualTo(allowed);
        }
    }

    @Test
    void aDeviceKeepsItsRate() throws Exception {
        Policy policy = new Policy(Set.of(), Set.of(), true, false, Duration.ZERO);
        TrialSetup.Builder shaped = TrialClient.setup("t1", "good")
                .setShaping(LinkShaping.newBuilder().setRateBitsPerSecond(1_000_000_000L));
        refused(policy, shaped, "gives its devices no other rate");
    }

    @Test
    void aLongTrialIsToldHowLongItMayBe() throws Exception {
        Policy policy = new Policy(Set.of(), Set.of(), true, true, Duration.ofSeconds(6));
        TrialSetup.Builder longer = TrialClient.setup("t1", "good");
        longer.getProbeBuilder().setDurationNanos(1_500_000_000L);
        refused(policy, longer, "at most 6 s, and this one would send for 6.5 s with its warm-up");
    }

    @Test
    void whatIsAllowedRuns() throws Exception {
        Policy policy = new Policy(Set.of("fake"), Set.of("fake"), false, true, Duration.ofSeconds(6));
        try (TestAgent agent = new TestAgent(directory.resolve("allowed"), policy)) {
            TrialClient client = TrialClient.open(agent.channel());
            client.setUp(TrialClient.setup("t1", "good"));
            client.awaitPrepared();
            client.startAt(System.nanoTime());
            assertThat(client.awaitDone().getOutcome()).isEqualTo(Outcome.OUTCOME_COMPLETED);
        }
    }

    private void refused(Policy policy, TrialSetup.Builder setup, String words) throws Exception {
        try (TestAgent agent = new TestAgent(directory.resolve("refusing"), policy)) {
            TrialClient client = TrialClient.open(agent.channel());
            client.setUp(setup);
            TrialDone done = client.awaitDone();
            assertThat(done.getOutcome()).isEqualTo(Outcome.OUTCOME_UNAVAILABLE);
            assertThat(done.getCode()).isEqualTo("not-allowed");
            assertThat(done.getMessage()).contains("the policy of this host").contains(words);
            assertThat(done.getRemedy()).contains("ask whoever keeps the host");
            assertThat(agent.runtime.alive()).isZero();
            assertThat(agent.ledger.open()).isEmpty();
        }
    }
}
