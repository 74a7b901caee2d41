package dev.tare.agent.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tare.common.Protocol;
import dev.tare.proto.agent.v1.AgentServiceGrpc;
import dev.tare.proto.agent.v1.ClockExchange;
import dev.tare.proto.agent.v1.DescribeRequest;
import dev.tare.proto.agent.v1.DescribeResponse;
import dev.tare.proto.agent.v1.ExchangeClockRequest;
import dev.tare.proto.agent.v1.ExchangeClockResponse;
import dev.tare.proto.agent.v1.HostCheck;
import dev.tare.proto.agent.v1.Outcome;
import dev.tare.proto.agent.v1.RunTrialResponse;
import dev.tare.proto.agent.v1.RuntimeAvailability;
import dev.tare.proto.agent.v1.Step;
import dev.tare.proto.agent.v1.SweepRequest;
import dev.tare.proto.agent.v1.SweepResponse;
import dev.tare.proto.agent.v1.TrialDone;
import dev.tare.proto.agent.v1.TrialPrepared;
import dev.tare.proto.agent.v1.WantedRuntime;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
@Tag("slow")
final class AgentServiceTest {

    /** A ping every ten seconds, two to answer it, and the teardown. */
    private static final long GRPC_PINGS_SECONDS = 60;

    @TempDir
    Path directory;

    private TestAgent agent;
    private Channel channel;

    @BeforeEach
    void start() throws Exception {
        agent = new TestAgent(directory);
        channel = agent.channel();
    }

    @AfterEach
    void stop() throws Exception {
        agent.close();
    }

    @Test
    void aTrialGoesThroughItsStepsInOrder() throws Exception {
        TrialClient client = TrialClient.open(channel);
        client.setUp(TrialClient.setup("t1", "good"));
        TrialPrepared prepared = client.awaitPrepared();
        assertThat(prepared.getBundleDigest()).isEqualTo("sha256:00");
        assertThat(prepared.getProbeClock().getExchanges()).isEqualTo(ProbeLink.PINGS);
        // both clocks are this machine's
        assertThat(Math.abs(prepared.getProbeClock().getOffsetNanos()))
                .isLessThanOrEqualTo(prepared.getProbeClock().getBoundNanos());
        assertThat(prepared.getStepsList())
                .extracting(Step::getName)
                .contains("audit-before", "availability", "attach", "launch", "started", "hello", "probe-setup");
        client.startAt(System.nanoTime() + 20_000_000);
        TrialDone done = client.awaitDone();
        client.end().get(30, TimeUnit.SECONDS);
        assertThat(done.getOutcome()).isEqualTo(Outcome.OUTCOME_COMPLETED);
        assertThat(done.getFinished().getTotalReceivedBytes()).isEqualTo(5000);
        assertThat(done.getProbeExitStatus()).isZero();
        assertThat(done.getAudit().getPerformed()).isTrue();
        assertThat(done.getAudit().getLeftBehindList()).isEmpty();
        assertThat(done.getStderrTail()).contains("fake probe").doesNotContain("\u001b");
        assertThat(indexes(client)).containsExactly(0, 1, 2, 3, 4);
        assertThat(client.seen()).anyMatch(RunTrialResponse::hasHostSample);
        assertThat(client.seen()).allMatch(response -> response.getSentNanos() != 0);
        assertThat(agent.ledger.open()).isEmpty();
        assertThat(agent.runtime.alive()).isZero();
    }

    /** As every probe does on a machine that is away for most of a second. */
    @Test
    void aProbeThatTakesItsTimeToEndIsNotKilled() throws Exception {
        TrialClient client = TrialClient.open(channel);
        client.setUp(TrialClient.setup("t1", "ends-slowly"));
        client.awaitPrepared();
        client.startAt(System.nanoTime());
        TrialDone done = client.awaitDone();

        assertThat(done.getOutcome()).isEqualTo(Outcome.OUTCOME_COMPLETED);
        assertThat(done.hasProbeExitStatus()).isTrue();
        assertThat(done.getProbeExitStatus()).isZero();
    }

    /** Its hello names no clock of the kernel's, so that the agent takes it for one of its own. */
    @Test
    void aProbeWithAClockOfItsOwnIsAskedWhileItMeasures() throws Exception {
        TrialClient client = TrialClient.open(channel);
        client.setUp(TrialClient.setup("t1", "long"));
        client.awaitPrepared();
        long startNanos = System.nanoTime();
        client.startAt(startNanos);
        TrialDone done = client.awaitDone();
        // one is asked every 970 ms
        int mostBeside = 1 + (int) ((System.nanoTime() - startNanos) / 970_000_000);

        assertThat(done.getOutcome()).isEqualTo(Outcome.OUTCOME_COMPLETED);
        assertThat(done.getProbeClock().getExchanges()).isEqualTo(ProbeLink.PINGS);
        assertThat(done.getProbeExchangesCount()).isBetween(2 * ProbeLink.PINGS + 1, 2 * ProbeLink.PINGS + mostBeside);
        assertThat(done.getProbeExchangesList())
                .isSortedAccordingTo(Comparator.comparingLong(ClockExchange::getAskedNanos));
        assertThat(indexes(client)).hasSize(FakeProbe.INTERVALS);
    }

    /** What was measured is whole. */
    @Test
    void aProbeThatDoesNotTellItsClockAfterwardsHasMeasuredAllTheSame() throws Exception {
        TrialClient client = TrialClient.open(channel);
        client.setUp(TrialClient.setup("t1", "mute-clock"));
        client.awaitPrepared();
        client.startAt(System.nanoTime());
        TrialDone done = client.awaitDone();

        assertThat(done.getOutcome()).isEqualTo(Outcome.OUTCOME_COMPLETED);
        assertThat(done.hasProbeClock()).isFalse();
        assertThat(done.hasCounters()).isTrue();
        assertThat(done.getProbeExchangesCount()).isEqualTo(ProbeLink.PINGS);
    }

    private static List<Integer> indexes(TrialClient client) {
        return client.seen().stream()
                .filter(RunTrialResponse::hasInterval)
                .map(response -> response.getInterval().getIndex())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "crash-in-setup, probe-crashed, ended with status 42",
        "hang-in-setup, probe-hung, did not say PREPARED",
        "garbage, probe-garbage, Exception in thread",
        "old, probe-garbage, speaks protocol 8",
        "failure, connect-failed, nobody listens; is there something in between?",
        "unlaunchable, launch-failed, no such program",
    })
    void aProbeThatFailsBeforeItsStartEndsTheTrial(String mode, String code, String words) throws Exception {
        TrialClient client = TrialClient.open(channel);
        client.setUp(TrialClient.setup("t1", mode));
        assertFailed(client.awaitDone(), code, words);
    }

    @ParameterizedTest
    @CsvSource({
        "crash-in-trial, probe-crashed, ended with status 43",
        "dies-slowly, probe-crashed, ended with status 44",
        "dies-slowly, probe-crashed, its last words: the very last words",
        "hang-in-trial, probe-hung, said nothing for 6000 ms",
        "hang-but-tell-the-clock, probe-hung, said nothing for 6000 ms",
    })
    void aProbeThatFailsAfterItsStartEndsTheTrial(String mode, String code, String words) throws Exception {
        TrialClient client = TrialClient.open(channel);
        client.setUp(TrialClient.setup("t1", mode));
        client.awaitPrepared();
        client.startAt(System.nanoTime());
        assertFailed(client.awaitDone(), code, words);
        assertThat(indexes(client)).containsExactly(0, 1);
    }

    private void assertFailed(TrialDone done, String code, String words) {
        assertThat(done.getOutcome()).isEqualTo(Outcome.OUTCOME_FAILED);
        assertThat(done.getCode()).isEqualTo(code);
        assertThat(done.getMessage()).contains(words);
        assertThat(done.getAudit().getPerformed()).isTrue();
        assertThat(agent.ledger.open()).isEmpty();
        assertThat(agent.runtime.alive()).isZero();
    }

    @Test
    void aRuntimeThatCannotSayHowItsProbeEndedEndsTheTrialAllTheSame() throws Exception {
        TrialClient client = TrialClient.open(channel);
        client.setUp(TrialClient.setup("t1", "daemon-gone"));
        client.awaitPrepared();
        agent.runtime.killAll();
        TrialDone done = client.awaitDone();
        assertFailed(done, "probe-crashed", "the daemon does not answer");
        assertThat(done.getAudit().getPerformed()).isTrue();
    }

    @Test
    void aProbeThatIsKilledIsNoticed() throws Exception {
        TrialClient client = TrialClient.open(channel);
        client.setUp(TrialClient.setup("t1", "endless"));
        client.awaitPrepared();
        client.startAt(System.nanoTime());
        client.await(RunTrialResponse::hasInterval);
        agent.runtime.killAll();
        assertFailed(client.awaitDone(), "probe-crashed", "killed by signal 9");
    }

    @Test
    void aRuntimeThatCannotBeUsedIsUnavailableAndNoFailure() throws Exception {
        TrialClient client = TrialClient.open(channel);
        client.setUp(TrialClient.setup("t1", "unusable"));
        TrialDone done = client.awaitDone();
        assertThat(done.getOutcome()).isEqualTo(Outcome.OUTCOME_UNAVAILABLE);
        assertThat(done.getCode()).isEqualTo("runtime-unavailable");
        assertThat(done.getMessage()).isEqualTo("it hangs here");
        assertThat(done.getRemedy()).isEqualTo("use another platform");
    }

    @Test
    void aNetworkThatCannotBeMadeHereIsNotTheRuntimesFault() throws Exception {
        agent.network.taken = true;
        TrialClient client = TrialClient.open(channel);
        client.setUp(TrialClient.setup("t1", "good"));
        TrialDone done = client.awaitDone();
        assertThat(done.getOutcome()).isEqualTo(Outcome.OUTCOME_UNAVAILABLE);
        assertThat(done.getCode()).isEqualTo("network-unavailable");
        assertThat(done.getMessage()).isEqualTo("somebody has the device");
        assertThat(done.getRemedy()).isEqualTo("take another device");
    }

    @Test
    void aSecondTrialIsRefusedWithTheHolder() throws Exception {
        TrialClient first = TrialClient.open(channel);
        first.setUp(TrialClient.setup("t1", "endless"));
        first.awaitPrepared();
        TrialClient second = TrialClient.open(agent.channel());
        second.setUp(TrialClient.setup("t2", "good"));
        assertRefused(second, Status.Code.FAILED_PRECONDITION, "held by test@host since ");
        first.stop("enough");
        TrialDone done = first.awaitDone();
        assertThat(done.getOutcome()).isEqualTo(Outcome.OUTCOME_STOPPED);
        assertThat(done.getMessage()).isEqualTo("enough");
        TrialClient third = TrialClient.open(channel);
        third.setUp(TrialClient.setup("t3", "good"));
        assertThat(third.awaitPrepared().getHello().getProtocolVersion()).isEqualTo(Protocol.VERSION);
    }

    @Test
    void anotherProtocolIsRefusedWithBothVersions() throws Exception {
        TrialClient client = TrialClient.open(channel);
        client.setUp(TrialClient.setup("t1", "good").setProtocolVersion(9));
        assertRefused(
                client,
                Status.Code.FAILED_PRECONDITION,
                "the controller speaks protocol version 9, this agent speaks protocol version " + Protocol.VERSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "$(id)", "a;b", "a\0b", ""})
    void aNameThatCouldBeAnOptionIsRefused(String name) throws Exception {
        assertNoName(name);
    }

    @Test
    void aNameOfHundredsOfCharactersIsRefused() throws Exception {
        assertNoName("a".repeat(300));
    }

    private void assertNoName(String name) throws Exception {
        TrialClient device = TrialClient.open(channel);
        device.setUp(TrialClient.setup("t1", "good").setDataInterface(name));
        assertRefused(device, Status.Code.INVALID_ARGUMENT, "data_interface");
        TrialClient trial = TrialClient.open(channel);
        trial.setUp(TrialClient.setup(name, "good"));
        assertRefused(trial, Status.Code.INVALID_ARGUMENT, "trial_id");
    }

    private static void assertRefused(TrialClient client, Status.Code code, String words) throws Exception {
        try {
            client.end().get(30, TimeUnit.SECONDS);
            throw new AssertionError("not refused");
        } catch (ExecutionException e) {
            Status status = Status.fromThrowable(e.getCause());
            assertThat(status.getCode()).isEqualTo(code);
            assertThat(status.getDescription()).contains(words);
        }
    }

    @Test
    void aStreamThatDiesTearsTheTrialDown() throws Exception {
        TrialClient client = TrialClient.open(channel);
        client.setUp(TrialClient.setup("t1", "endless"));
        client.awaitPrepared();
        client.startAt(System.nanoTime());
        client.await(RunTrialResponse::hasInterval);
        client.cancel();
        awaitFree();
        assertThat(agent.runtime.alive()).isZero();
        assertThat(agent.ledger.open()).isEmpty();
    }

    /** Its stream is over, and nobody could stop it any more. */
    @Test
    void aRequestThatMakesNoSenseTearsTheTrialDown() throws Exception {
        TrialClient client = TrialClient.open(channel);
        client.setUp(TrialClient.setup("t1", "endless"));
        client.awaitPrepared();
        client.startAt(System.nanoTime());
        client.await(RunTrialResponse::hasInterval);
        client.sendNothing();
        awaitFree();
        assertThat(agent.runtime.alive()).isZero();
        assertThat(agent.ledger.open()).isEmpty();
    }

    private void awaitFree() throws InterruptedException {
        awaitFree(50);
    }

    private void awaitFree(long seconds) throws InterruptedException {
        long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!describe().getHeldBy().isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(endNanos);
            Thread.sleep(20);
        }
    }

    private DescribeResponse describe() {
        return AgentServiceGrpc.newBlockingStub(channel).describe(DescribeRequest.getDefaultInstance());
    }

    @Test
    void describesTheRuntimesThatAreAskedForWithTheirOptions() {
        DescribeResponse described = AgentServiceGrpc.newBlockingStub(channel)
                .describe(DescribeRequest.newBuilder()
                        .addWanted(WantedRuntime.newBuilder().setName("fake").putOptions("mode", "unusable"))
                        .addWanted(WantedRuntime.newBuilder().setName("fake").putOptions("mode", "good"))
                        .addWanted(WantedRuntime.newBuilder().setName("zones"))
                        .build());
        assertThat(described.getRuntimesList())
                .extracting(RuntimeAvailability::getUsable, RuntimeAvailability::getReason)
                .containsExactly(
                        tuple(false, "it hangs here"),
                        tuple(true, ""),
                        tuple(false, "this agent has no driver for runtime zones"));
        DescribeResponse known = AgentServiceGrpc.newBlockingStub(channel)
                .describe(DescribeRequest.newBuilder().setKnownOnly(true).build());
        assertThat(known.getRuntimesList())
                .extracting(runtime -> runtime.getOptionsMap().get("mode"))
                .containsExactly("good", "unusable");
    }

    @Test
    void whatIsTriedForSomebodyWhoWaitsNoLongerIsInterruptedAndNotRemembered() throws Exception {
        DescribeRequest slow = DescribeRequest.newBuilder()
                .addWanted(WantedRuntime.newBuilder().setName("fake").putOptions("mode", "slow"))
                .build();
        var asked = AgentServiceGrpc.newFutureStub(channel).describe(slow);
        assertThat(agent.runtime.checking.await(60, TimeUnit.SECONDS)).isTrue();

        asked.cancel(true);

        assertThat(agent.runtime.interrupted.await(60, TimeUnit.SECONDS)).isTrue();
        DescribeResponse known = AgentServiceGrpc.newBlockingStub(channel)
                .describe(DescribeRequest.newBuilder().setKnownOnly(true).build());
        assertThat(known.getRuntimesList()).isEmpty();
    }

    /** They would start on the CPUs that are measured. */
    @Test
    void runtimesAreNotTriedBesideATrial() throws Exception {
        TrialClient client = TrialClient.open(channel);
        client.setUp(TrialClient.setup("t1", "endless"));
        client.awaitPrepared();
        DescribeRequest everything = DescribeRequest.newBuilder()
                .addWanted(WantedRuntime.newBuilder().setName("zones"))
                .build();
        DescribeResponse beside = AgentServiceGrpc.newBlockingStub(channel).describe(everything);
        client.halfClose();
        client.end().get(30, TimeUnit.SECONDS);
        DescribeResponse after = AgentServiceGrpc.newBlockingStub(channel).describe(everything);

        assertThat(beside.getRuntimesList())
                .extracting(RuntimeAvailability::getName)
                .doesNotContain("zones");
        assertThat(beside.getChecksList())
                .filteredOn(check -> check.getName().equals("runtimes"))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.getPassed()).isFalse();
                    assertThat(check.getReason()).contains("would disturb");
                });
        assertThat(after.getRuntimesList())
                .extracting(RuntimeAvailability::getName)
                .containsExactly("zones");
        assertThat(after.getChecksList()).extracting(HostCheck::getName).doesNotContain("runtimes");
    }

    @Test
    void halfClosingStopsTheTrialAndStillSaysDone() throws Exception {
        TrialClient client = TrialClient.open(channel);
        client.setUp(TrialClient.setup("t1", "endless"));
        client.awaitPrepared();
        client.halfClose();
        assertThat(client.awaitDone().getOutcome()).isEqualTo(Outcome.OUTCOME_STOPPED);
        client.end().get(30, TimeUnit.SECONDS);
        assertThat(agent.runtime.alive()).isZero();
    }

    @Test
    void anAgentThatIsShutDownTearsItsTrialDown() throws Exception {
        TrialClient client = TrialClient.open(channel);
        client.setUp(TrialClient.setup("t1", "endless"));
        client.awaitPrepared();
        assertThat(agent.server().stop("the agent is shutting down")).isTrue();
        assertThat(client.awaitDone().getMessage()).isEqualTo("the agent is shutting down");
        assertThat(agent.ledger.open()).isEmpty();
    }

    @Test
    void aControllerThatDoesNotReadLosesIntervalsAndIsToldHowMany() throws Exception {
        TrialClient client = TrialClient.open(channel, false);
        client.setUp(TrialClient.setup("t1", "flood"));
        client.awaitPrepared();
        client.startAt(System.nanoTime());
        awaitFree();
        client.read(2 * FakeProbe.FLOOD);
        TrialDone done = client.awaitDone();
        assertThat(done.getOutcome()).isEqualTo(Outcome.OUTCOME_COMPLETED);
        assertThat(done.getDroppedIntervals()).isPositive();
        assertThat(indexes(client)).hasSize(FakeProbe.FLOOD - done.getDroppedIntervals());
    }

    @Test
    void aControllerThatHangsIsNoticedByItsSilence() throws Exception {
        try (var mute = new MuteLoop()) {
            TrialClient client = TrialClient.open(agent.channel(mute.loop()));
            client.setUp(TrialClient.setup("t1", "endless"));
            client.awaitPrepared();
            client.startAt(System.nanoTime());
            client.await(RunTrialResponse::hasInterval);
            mute.block();
            awaitFree(GRPC_PINGS_SECONDS);
            assertThat(agent.runtime.alive()).isZero();
        }
    }

    @Test
    void theClockIsReadBetweenReceiptAndSending() throws Exception {
        var answer = new CompletableFuture<ExchangeClockResponse>();
        StreamObserver<ExchangeClockRequest> questions =
                AgentServiceGrpc.newStub(channel).exchangeClock(firstInto(answer));
        long beforeNanos = System.nanoTime();
        questions.onNext(ExchangeClockRequest.newBuilder().setSequence(7).build());
        ExchangeClockResponse response = answer.get(30, TimeUnit.SECONDS);
        questions.onCompleted();
        assertThat(response.getSequence()).isEqualTo(7);
        assertThat(response.getReceivedNanos()).isBetween(beforeNanos, response.getSentNanos());
        assertThat(response.getSentNanos()).isLessThanOrEqualTo(System.nanoTime());
    }

    private static <T> StreamObserver<T> firstInto(CompletableFuture<T> answer) {
        return new StreamObserver<>() {
            @Override
            public void onNext(T response) {
                answer.complete(response);
            }

            @Override
            public void onError(Throwable thrown) {
                answer.completeExceptionally(thrown);
            }

            @Override
            public void onCompleted() {
                answer.cancel(false);
            }
        };
    }

    @Test
    void sweepReapsWhatNoTrialHolds() throws Exception {
        TrialClient client = TrialClient.open(channel);
        client.setUp(TrialClient.setup("held", "endless"));
        client.awaitPrepared();
        agent.ledger.record("old", "fake-process", "orphan", Map.of());
        agent.ledger.record("old", "unheard-of", "thing", Map.of());
        SweepResponse swept = AgentServiceGrpc.newBlockingStub(channel).sweep(SweepRequest.getDefaultInstance());
        assertThat(swept.getReapedList()).containsExactly("fake-process orphan");
        assertThat(swept.getFailedList()).containsExactly("unheard-of thing: no reaper for this kind");
        assertThat(agent.runtime.alive()).isEqualTo(1);
    }

    @Test
    void whoAsksIsToldWhichServicesThereAre() throws Exception {
        var answer = new CompletableFuture<ServerReflectionResponse>();
        StreamObserver<ServerReflectionRequest> questions =
                ServerReflectionGrpc.newStub(channel).serverReflectionInfo(firstInto(answer));
        questions.onNext(
                ServerReflectionRequest.newBuilder().setListServices("").build());
        assertThat(answer.get(30, TimeUnit.SECONDS).getListServicesResponse().getServiceList())
                .extracting(ServiceResponse::getName)
                .containsExactlyInAnyOrder(
                        AgentServiceGrpc.SERVICE_NAME, HealthGrpc.SERVICE_NAME, ServerReflectionGrpc.SERVICE_NAME);
        questions.onCompleted();
    }

    @Test
    void healthAndDescriptionAreThere() {
        HealthCheckResponse health = HealthGrpc.newBlockingStub(channel)
                .check(HealthCheckRequest.newBuilder()
                        .setService(AgentServiceGrpc.SERVICE_NAME)
                        .build());
        assertThat(health.getStatus()).isEqualTo(HealthCheckResponse.ServingStatus.SERVING);
        DescribeResponse description = describe();
        assertThat(description.getProtocolVersion()).isEqualTo(Protocol.VERSION);
        assertThat(description.getHost().getAllowedCpusList()).containsExactly(0);
        assertThat(description.getRuntimesList()).isNotEmpty();
    }
}
