package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tare.common.clock.Offset;
import dev.tare.common.units.Shaping;
import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.ArchiveLayout;
import dev.tare.controller.archive.ArchivedTrial;
import dev.tare.controller.archive.HostEnvironment;
import dev.tare.controller.archive.JournalLine;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.campaign.Outcome.End;
import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.failure.TareException;
import dev.tare.controller.fleet.FakeAgent;
import dev.tare.controller.fleet.FakeTrial;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.Synchrony;
import dev.tare.controller.trial.Trial;
import dev.tare.controller.trial.TrialRecord;
import dev.tare.controller.trial.TrialStatus;
import dev.tare.controller.trial.Verdict;
import dev.tare.proto.agent.v1.DataInterface;
import dev.tare.proto.agent.v1.DescribeResponse;
import dev.tare.proto.agent.v1.NetworkAvailability;
import dev.tare.proto.agent.v1.RuntimeAvailability;
import dev.tare.proto.agent.v1.TrialSetup;
import dev.tare.proto.agent.v1.WantedRuntime;
import io.grpc.Context;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A whole campaign against two scripted agents behind real servers. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
@Tag("slow")
final class CampaignTest {

    @TempDir
    private Path directory;

    private Rig rig;

    @BeforeEach
    void start() throws IOException {
        rig = new Rig(directory);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void followsBothClocksThroughATrial() throws Exception {
        rig.run(Rig.input(1, Rig.NATIVE));

        ArchivedTrial trial = Archive.open(rig.root).trials().getFirst();
        Synchrony synchrony = Objects.requireNonNull(trial.trialRecord().synchrony());
        for (Side side : Side.values()) {
            Offset before = Objects.requireNonNull(
                            trial.trialRecord().clocksBefore().get(side))
                    .offset();
            Offset after = Objects.requireNonNull(
                            trial.trialRecord().clocksAfter().get(side))
                    .offset();
            assertThat(Math.abs(after.offsetNanos() - before.offsetNanos()))
                    .isLessThanOrEqualTo(after.boundNanos() + before.boundNanos());
            assertThat(Objects.requireNonNull(trial.exchanges().byController().get(side)))
                    .hasSize(
                            Objects.requireNonNull(synchrony.clocks().get(side)).exchanges());
            assertThat(Objects.requireNonNull(synchrony.clocks().get(side)).sound())
                    .isTrue();
        }
    }

    @Test
    void runsEveryTrialInTheOrderOfTheSchedule() throws Exception {
        CampaignInput input = Rig.input(2, Rig.RUNC, Rig.NATIVE);

        Outcome outcome = rig.run(input);

        assertThat(outcome).isEqualTo(new Outcome(End.FINISHED, List.of(), 4, 0, 0, 0, 0, 0));
        assertThat(outcome.exitCode(true)).isEqualTo(ExitCode.DONE);
        assertThat(rig.journal())
                .extracting(JournalLine.TrialLine::folder)
                .containsExactlyElementsOf(
                        input.trials().stream().map(Trial::folder).toList());
        assertThat(rig.finished).containsExactly(rig.root);
        assertThat(rig.layout().unfinished()).isEmptyDirectory();
    }

    @Test
    void asksEachSideForItsPart() throws Exception {
        rig.run(Rig.input(1, Rig.RUNC));

        TrialSetup client = rig.client.setups().getFirst();
        TrialSetup server = rig.server.setups().getFirst();
        assertThat(client.getRuntime()).isEqualTo("runc");
        assertThat(client.getNetwork()).isEqualTo("bridge");
        assertThat(client.getLocalAddress()).isEqualTo("10.0.0.101/24");
        assertThat(client.getPeerAddress()).isEqualTo("10.0.0.2");
        assertThat(server.getRuntime()).isEqualTo("native");
        assertThat(server.getNetwork()).isEqualTo("host");
        assertThat(server.getLocalAddress()).isEqualTo("10.0.0.2/24");
        assertThat(server.getPeerAddress()).isEqualTo("10.0.0.101");
        assertThat(client.getTrialId()).isEqualTo(server.getTrialId()).matches("[a-z0-9][a-z0-9-]{0,62}");
        assertThat(client.getProbe().getToken().size()).isEqualTo(16);
        assertThat(client.getProbe().getToken()).isEqualTo(server.getProbe().getToken());
        assertThat(client.getProbe().getServerPort()).isEqualTo(7500);
        assertThat(client.getProbe().getCongestionControl()).isEqualTo("cubic");
        assertThat(client.getShaping().getRateBitsPerSecond()).isEqualTo(10_000_000_000L);
        assertThat(client.getShaping().getBurstBytes())
                .isEqualTo(Shaping.of(10_000_000_000L).burstBytes());
    }

    @Test
    void bothSidesStartAtOneInstantOfTheirOwnClocks() throws Exception {
        rig.run(Rig.input(1, Rig.NATIVE));

        long client = rig.client.startsAtNanos().getFirst();
        long server = rig.server.startsAtNanos().getFirst();
        // both fake agents read the same clock, a day ahead of the controller's
        assertThat(Math.abs(client - server)).isLessThan(Duration.ofSeconds(1).toNanos());
        assertThat(client).isGreaterThan(FakeAgent.CLOCK_AHEAD_NANOS);
    }

    @Test
    void keepsWhatCameOverTheWireAndWhenItHappened() throws Exception {
        rig.run(Rig.input(1, Rig.NATIVE));

        Archive archive = Archive.open(rig.root);
        assertThat(archive.defects()).isEmpty();
        assertThat(archive.hosts().values())
                .extracting(HostEnvironment::agentVersion)
                .containsExactly("1.2.3", "1.2.3");
        ArchivedTrial trial = archive.trials().getFirst();
        SideData server = Objects.requireNonNull(trial.side(Side.SERVER));
        assertThat(server.defects()).isEmpty();
        assertThat(server.intervals()).hasSize(2);
        assertThat(server.done()).isNotNull();
        TrialRecord told = trial.trialRecord();
        assertThat(told.clocksBefore()).containsOnlyKeys(Side.CLIENT, Side.SERVER);
        assertThat(told.clocksAfter()).containsOnlyKeys(Side.CLIENT, Side.SERVER);
        assertThat(told.timing().startAtNanos()).isGreaterThan(told.timing().preparedNanos());
        assertThat(told.timing().notMeasuringNanos()).isBetween(0L, 30_000_000_000L);
    }

    @Test
    void aFailedTrialIsKeptAndTheNextOneFollows() throws Exception {
        rig.client.script(setup -> setup.getRuntime().equals("runc")
                ? FakeTrial.failsAtSetUp("launch-failed", "no such image")
                : FakeTrial.completes());

        Outcome outcome = rig.run(Rig.input(1, Rig.RUNC, Rig.NATIVE));

        assertThat(outcome).isEqualTo(new Outcome(End.FINISHED, List.of(), 1, 0, 0, 1, 0, 0));
        assertThat(outcome.exitCode(false)).isEqualTo(ExitCode.INVALID_TRIALS);
        JournalLine.TrialLine failed = rig.journal().getFirst();
        assertThat(failed.status()).isEqualTo(TrialStatus.FAILED);
        assertThat(failed.verdict()).isEqualTo(Verdict.Level.INVALID);
        assertThat(failed.failure()).isEqualTo("client: launch-failed: no such image");
        assertThat(rig.server.stops()).hasSize(1);
        assertThat(rig.layout().trials().resolve(failed.folder())).isDirectory();
    }

    @Test
    void aSideThatIsNeverPreparedEndsTheTrial() throws Exception {
        rig.prepareLimit = Duration.ofMillis(500);
        rig.stopLimit = Duration.ofSeconds(6);
        rig.server.script(setup -> FakeTrial.hangsInSetUp());

        Outcome outcome = rig.run(Rig.input(1, Rig.NATIVE));

        assertThat(outcome.failed()).isEqualTo(1);
        assertThat(rig.journal().getFirst().failure()).startsWith("server: prepare-timeout");
        assertThat(rig.client.stops()).hasSize(1);
    }

    @Test
    void aSideThatIsNeverDoneIsGivenUpAndSwept() throws Exception {
        // the second trial has to keep to it
        rig.teardownLimit = Duration.ofSeconds(8);
        rig.stopLimit = Duration.ofSeconds(3);
        rig.client.script(
                setup -> setup.getTrialId().endsWith("001-001") ? FakeTrial.hangsForGood() : FakeTrial.completes());

        Outcome outcome = rig.run(Rig.input(2, Rig.NATIVE));

        assertThat(outcome).isEqualTo(new Outcome(End.FINISHED, List.of(), 1, 0, 0, 1, 0, 0));
        assertThat(rig.journal().getFirst().failure())
                .contains("client: overdue")
                .contains("not-stopped");
        assertThat(rig.client.sweeps()).isEqualTo(2);
        assertThat(rig.server.sweeps()).isEqualTo(1);
    }

    @Test
    void aLinkHasTheQueueThatItIsTunedToAndAnUnlimitedOneHasNone() throws Exception {
        rig.run(Rig.input(1, Rig.withQueue("2MiB", 10_000_000_000L), Rig.withQueue("2MiB", 0)));

        assertThat(rig.client.setups()).hasSize(1);
        assertThat(rig.client.setups().getFirst().getShaping().getLimitBytes()).isEqualTo(2 * 1024 * 1024);
        assertThat(rig.journal())
                .extracting(JournalLine.TrialLine::status)
                .containsExactly(TrialStatus.COMPLETED, TrialStatus.UNAVAILABLE);
        assertThat(Archive.open(rig.root).trials().getLast().trialRecord().failure())
                .contains("no queue whose limit could be set: it is unlimited");
    }

    @Test
    void aCellThatCannotBeMeasuredIsRecordedAndNotRun() throws Exception {
        rig.client.describeAs(description -> description
                .addRuntimes(RuntimeAvailability.newBuilder()
                        .setName("gvisor")
                        .putOptions("platform", "kvm")
                        .setReason("the kvm platform hangs")
                        .setRemedy("use systrap"))
                .addRuntimes(RuntimeAvailability.newBuilder()
                        .setName("gvisor")
                        .putOptions("platform", "systrap")
                        .setUsable(true)));
        Cell kvm = Rig.cell("gvisor-kvm", "gvisor", Map.of("platform", "kvm"), "bridge");
        Cell systrap = Rig.cell("gvisor-systrap", "gvisor", Map.of("platform", "systrap"), "bridge");

        Outcome outcome = rig.run(Rig.input(2, kvm, systrap));

        assertThat(outcome).isEqualTo(new Outcome(End.FINISHED, List.of(), 2, 0, 0, 0, 2, 0));
        assertThat(outcome.exitCode(false)).isEqualTo(ExitCode.DONE);
        assertThat(outcome.exitCode(true)).isEqualTo(ExitCode.INVALID_TRIALS);
        assertThat(rig.client.setups()).hasSize(2);
        assertThat(rig.journal())
                .extracting(JournalLine.TrialLine::status)
                .containsExactly(
                        TrialStatus.UNAVAILABLE, TrialStatus.COMPLETED, TrialStatus.UNAVAILABLE, TrialStatus.COMPLETED);
        assertThat(rig.events)
                .filteredOn(CampaignEvent.CellUnavailable.class::isInstance)
                .containsExactly(
                        new CampaignEvent.CellUnavailable(kvm, "client: the kvm platform hangs", "use systrap", false));
        TrialRecord told = Archive.open(rig.root).trials().getFirst().trialRecord();
        assertThat(told.failure()).isEqualTo("client: the kvm platform hangs");
        assertThat(told.remedy()).isEqualTo("use systrap");
    }

    @Test
    void aNetworkThatCannotBeUsedMakesTheCellUnavailable() throws Exception {
        rig.client.describeAs(description -> description.addNetworks(
                NetworkAvailability.newBuilder().setName("bridge").setReason("no bridge module")));

        assertThat(rig.run(Rig.input(1, Rig.RUNC, Rig.NATIVE)).unavailable()).isEqualTo(1);
    }

    @Test
    void aCellThatTurnsOutUnavailableIsTriedOnce() throws Exception {
        rig.client.script(setup -> FakeTrial.unavailable("no runc here", "install runc"));

        Outcome outcome = rig.run(Rig.input(3, Rig.RUNC));

        assertThat(outcome).isEqualTo(new Outcome(End.FINISHED, List.of(), 0, 0, 0, 0, 3, 0));
        assertThat(rig.client.setups()).hasSize(1);
    }

    @Test
    void anAgentThatDiesIsWaitedForSweptAndUsedAgain() throws Exception {
        rig.server.script(setup -> setup.getTrialId().endsWith("001-001")
                ? FakeTrial.inMidTrial(trial -> trial.agent().dieAndComeBackAfter(400))
                : FakeTrial.completes());
        rig.client.script(
                setup -> setup.getTrialId().endsWith("001-001") ? FakeTrial.runsUntilStopped() : FakeTrial.completes());

        Outcome outcome = rig.run(Rig.input(2, Rig.NATIVE));

        assertThat(outcome).isEqualTo(new Outcome(End.FINISHED, List.of(), 1, 0, 0, 1, 0, 0));
        assertThat(rig.journal().getFirst().failure()).startsWith("server: agent-lost");
        assertThat(rig.client.stops()).hasSize(1);
        assertThat(rig.server.sweeps()).isEqualTo(2);
        assertThat(rig.events).contains(new CampaignEvent.AgentBack("server"));
    }

    /** It was set up by hand, say, and has booted meanwhile: what is measured now is another host. */
    @Test
    void anAgentThatComesBackToAnotherHostEndsTheCampaign() throws Exception {
        rig.server.describeAs(description -> withFact(description, "net.core.rmem_max", "4194304"));
        rig.server.script(setup -> setup.getTrialId().endsWith("001-001")
                ? FakeTrial.inMidTrial(trial -> {
                    trial.agent().describeAs(description -> withFact(description, "net.core.rmem_max", "212992"));
                    trial.agent().dieAndComeBackAfter(400);
                })
                : FakeTrial.completes());
        rig.client.script(
                setup -> setup.getTrialId().endsWith("001-001") ? FakeTrial.runsUntilStopped() : FakeTrial.completes());
        CampaignInput input = Rig.input(2, Rig.NATIVE);

        Outcome outcome = rig.run(input);

        assertThat(outcome.end()).isEqualTo(End.AGENT_LOST);
        assertThat(outcome.notRun()).isEqualTo(1);
        assertThat(outcome.reasons())
                .singleElement()
                .asString()
                .contains("host server: net.core.rmem_max was 4194304 and is 212992");

        rig.server.describeAs(description -> withFact(description, "net.core.rmem_max", "4194304"));
        rig.server.script(setup -> FakeTrial.completes());
        assertThat(rig.resume(input).end()).isEqualTo(End.FINISHED);
    }

    /** What ethtool had set is gone after a boot; what a bridge offers follows from what is in it. */
    @Test
    void aCardIsComparedAndABridgeIsNot() throws Exception {
        rig.server.describeAs(description -> withDevices(description, "on"));
        rig.server.script(setup -> setup.getTrialId().endsWith("001-001")
                ? FakeTrial.inMidTrial(trial -> {
                    trial.agent().describeAs(description -> withDevices(description, "off"));
                    trial.agent().dieAndComeBackAfter(400);
                })
                : FakeTrial.completes());
        rig.client.script(
                setup -> setup.getTrialId().endsWith("001-001") ? FakeTrial.runsUntilStopped() : FakeTrial.completes());

        Outcome outcome = rig.run(Rig.input(2, Rig.NATIVE));

        assertThat(outcome.reasons())
                .singleElement()
                .asString()
                .contains("host server: tcp-segmentation-offload of eth9 was on and is off")
                .doesNotContain("docker0");
    }

    private static DescribeResponse.Builder withDevices(DescribeResponse.Builder description, String offload) {
        Map.of("eth9", "ixgbe", "docker0", "bridge")
                .forEach((name, driver) -> description
                        .getHostBuilder()
                        .addInterfaces(DataInterface.newBuilder()
                                .setName(name)
                                .setDriver(driver)
                                .setMtuBytes(1500)
                                .putOffloads("tcp-segmentation-offload", offload)));
        return description;
    }

    /** How well its wall clock is known, and which modules are there, is not how a host is set. */
    @Test
    void aHostThatKnowsTheTimeBetterThanBeforeIsTheSame() throws Exception {
        rig.server.describeAs(description -> withFact(description, "wall_clock.maximum_error_us", "1500"));
        rig.server.script(setup -> setup.getTrialId().endsWith("001-001")
                ? FakeTrial.inMidTrial(trial -> {
                    trial.agent().describeAs(description -> withFact(description, "wall_clock.maximum_error_us", "9"));
                    trial.agent().dieAndComeBackAfter(400);
                })
                : FakeTrial.completes());
        rig.client.script(
                setup -> setup.getTrialId().endsWith("001-001") ? FakeTrial.runsUntilStopped() : FakeTrial.completes());

        assertThat(rig.run(Rig.input(2, Rig.NATIVE)).end()).isEqualTo(End.FINISHED);
    }

    private static DescribeResponse.Builder withFact(DescribeResponse.Builder description, String name, String value) {
        description.getHostBuilder().putFacts(name, value);
        return description;
    }

    @Test
    void aSilentAgentIsNoticed() throws Exception {
        rig.silence = Duration.ofSeconds(2);
        rig.pulseLimit = Duration.ofSeconds(3);
        rig.describeLimit = Duration.ofSeconds(5);
        rig.returnLimit = Duration.ofSeconds(1);
        rig.server.script(setup -> FakeTrial.inMidTrial(trial -> trial.agent().freeze()));
        rig.client.script(setup -> FakeTrial.runsUntilStopped());

        Outcome outcome = rig.run(Rig.input(1, Rig.NATIVE));

        assertThat(outcome.end()).isEqualTo(End.AGENT_LOST);
        assertThat(rig.journal().getFirst().failure())
                .startsWith("server: agent-lost")
                .contains("did not answer in time");
        assertThat(rig.client.stops()).hasSize(1);
    }

    /** One that gives way to traffic may be too slow for gRPC, and still answers its clock. */
    @Test
    void anAgentThatAnswersItsClockIsNotLost() throws Exception {
        rig.silence = Duration.ofSeconds(2);
        rig.pulseLimit = Duration.ofMillis(500);
        rig.server.script(setup -> FakeTrial.inMidTrial(trial -> muteFor(4_000, trial)));
        completes();
    }

    /** It was asked by gRPC in a pause of its clock's answers, which go on before it has failed to answer that. */
    @Test
    void anAgentWhoseClockAnswersAgainIsNotLost() throws Exception {
        rig.silence = Duration.ofSeconds(2);
        rig.pulseLimit = Duration.ofSeconds(2);
        rig.server.script(setup -> FakeTrial.inMidTrial(trial -> {
            trial.agent().holdClock(true);
            trial.after(2_500, () -> trial.agent().holdClock(false));
            muteFor(6_000, trial);
        }));
        completes();
    }

    private static void muteFor(long millis, FakeTrial trial) {
        trial.agent().mute(true);
        trial.after(millis, () -> {
            trial.agent().mute(false);
            trial.measureAndComplete();
        });
    }

    /** What came meanwhile is heard before a limit is held against anybody. */
    @Test
    void whatEndedWhileTheControllerWasAwayIsNotOverdue() throws Exception {
        rig.teardownLimit = Duration.ofMillis(500);
        awayWhenItStarts();
        completes();
    }

    /** It was asked before the controller was paused, and the limit for the answer passed meanwhile; its clock answered. */
    @Test
    void anAgentWhoseClockAnsweredWhileTheControllerWasAwayIsNotLost() throws Exception {
        askedBeforeTheControllerIsAway(trial -> {
            trial.agent().holdClock(false);
            muteFor(4_000, trial);
        });
        completes();
    }

    /** The same, and its clock cannot be asked: it answers when it is asked once more. */
    @Test
    void anAgentThatAnswersWhenTheControllerIsBackIsNotLost() throws Exception {
        askedBeforeTheControllerIsAway(trial -> {
            trial.agent().mute(false);
            trial.after(4_000, () -> {
                trial.agent().holdClock(false);
                trial.measureAndComplete();
            });
        });
        completes();
    }

    /** The server is prepared half a second after it was asked, by gRPC, whether it is there. */
    private void askedBeforeTheControllerIsAway(Consumer<FakeTrial> whenItStarts) {
        rig.silence = Duration.ofSeconds(1);
        rig.pulseLimit = Duration.ofSeconds(1);
        awayWhenItStarts();
        rig.server.script(setup -> new FakeTrial.Plot() {
            @Override
            public void setUp(FakeTrial trial) {
                trial.agent().mute(true);
                trial.agent().holdClock(true);
                trial.after(1_500, trial::prepared);
            }

            @Override
            public void start(FakeTrial trial) {
                whenItStarts.accept(trial);
            }
        });
    }

    /** The trial's thread, which tells this, does nothing for a while. */
    private void awayWhenItStarts() {
        rig.listener = event -> {
            if (event instanceof CampaignEvent.StageReached reached
                    && reached.stage() == CampaignEvent.Stage.MEASURING) {
                LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
            }
        };
    }

    private void completes() throws Exception {
        Outcome outcome = rig.run(Rig.input(1, Rig.NATIVE));

        assertThat(rig.journal().getFirst().failure()).isNull();
        assertThat(outcome.end()).isEqualTo(End.FINISHED);
    }

    @Test
    void agentsThatDoNotComeBackEndTheCampaignAndResumeGoesOn() throws Exception {
        rig.returnLimit = Duration.ofSeconds(1);
        rig.client.script(setup -> FakeTrial.inMidTrial(trial -> {
            rig.server.die();
            rig.client.die();
        }));
        CampaignInput input = Rig.input(3, Rig.NATIVE);

        Outcome outcome = rig.run(input);

        assertThat(outcome.end()).isEqualTo(End.AGENT_LOST);
        assertThat(outcome.exitCode(false)).isEqualTo(ExitCode.PREFLIGHT);
        assertThat(outcome.notRun()).isEqualTo(2);
        assertThat(rig.finished).hasSize(1);

        rig.client.script(setup -> FakeTrial.completes());
        rig.returnLimit = Duration.ofSeconds(20);
        rig.client.comeBack();
        rig.server.comeBack();
        Outcome resumed = rig.resume(input);

        assertThat(resumed).isEqualTo(new Outcome(End.FINISHED, List.of(), 2, 0, 0, 1, 0, 0));
        assertThat(rig.journal()).hasSize(3);
    }

    @Test
    void anInterruptStopsBothSidesAndResumeRunsThatTrialAgain() throws Exception {
        CampaignInput input = Rig.input(3, Rig.NATIVE);
        rig.client.script(setup -> setup.getTrialId().endsWith("002-001")
                ? FakeTrial.inMidTrial(trial -> rig.interruption.request())
                : FakeTrial.completes());
        rig.server.script(
                setup -> setup.getTrialId().endsWith("002-001") ? FakeTrial.runsUntilStopped() : FakeTrial.completes());

        Outcome outcome = rig.run(input);

        assertThat(outcome).isEqualTo(new Outcome(End.INTERRUPTED, List.of(), 1, 0, 0, 0, 0, 2));
        assertThat(outcome.exitCode(false)).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(rig.client.stops()).containsExactly("interrupted");
        assertThat(rig.server.stops()).containsExactly("interrupted");
        assertThat(rig.journal().getLast().status()).isEqualTo(TrialStatus.INTERRUPTED);
        assertThat(rig.finished).hasSize(1);
        assertThat(rig.events).containsOnlyOnce(new CampaignEvent.Interrupted());
        assertThat(rig.events).endsWith(new CampaignEvent.Ended(outcome));

        rig.client.script(setup -> FakeTrial.completes());
        rig.server.script(setup -> FakeTrial.completes());
        Outcome resumed = rig.resume(input);

        assertThat(resumed).isEqualTo(new Outcome(End.FINISHED, List.of(), 3, 0, 0, 0, 0, 0));
        assertThat(rig.journal()).extracting(JournalLine.TrialLine::number).containsExactly(1, 2, 2, 3);
        assertThat(rig.layout().superseded()).isDirectoryContaining("glob:**/002-001-native-host-1");
        assertThat(Archive.open(rig.root).trials()).hasSize(3);
        assertThat(rig.client.setups()).extracting(TrialSetup::getTrialId).doesNotHaveDuplicates();
    }

    @Test
    void aKilledControllersArchiveIsResumedWithoutRepeating() throws Exception {
        CampaignInput input = Rig.input(2, Rig.NATIVE);
        rig.run(input);
        // as if it had been killed when the second trial had its place but not yet its line
        ArchiveLayout layout = rig.layout();
        List<String> lines = Files.readAllLines(layout.journal());
        String torn = lines.getLast().substring(0, 40);
        Files.writeString(layout.journal(), String.join("\n", lines.subList(0, 2)) + "\n" + torn);
        Files.createDirectories(layout.unfinished().resolve("002-001-native-host"));
        Files.writeString(layout.unfinished().resolve("002-001-native-host/client.pb"), "half");

        Outcome resumed = rig.resume(input);

        assertThat(resumed).isEqualTo(new Outcome(End.FINISHED, List.of(), 2, 0, 0, 0, 0, 0));
        assertThat(rig.client.setups()).hasSize(3);
        assertThat(rig.journal()).extracting(JournalLine.TrialLine::number).containsExactly(1, 2);
        assertThat(layout.unfinished()).isEmptyDirectory();
    }

    @Test
    void anotherPlanIsRefused() throws Exception {
        rig.run(Rig.input(1, Rig.NATIVE));

        TareException refused = catchThrowableOfType(TareException.class, () -> rig.resume(Rig.input(2, Rig.NATIVE)));

        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused).hasMessageContaining("another plan");
    }

    @Test
    void aDirectoryWithOtherThingsIsRefusedBeforeAnythingIsMeasured() throws Exception {
        Files.createDirectories(rig.root);
        Files.writeString(rig.root.resolve("thesis.tex"), "years of work");

        TareException refused = catchThrowableOfType(TareException.class, () -> rig.run(Rig.input(1, Rig.NATIVE)));

        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(rig.client.setups()).isEmpty();
        assertThat(rig.root).isDirectoryNotContaining("glob:**/journal.ndjson");
    }

    @Test
    void anUnreachableAgentIsFoundBeforeAnythingIsMeasured() throws Exception {
        rig.server.die();

        Outcome outcome = rig.run(Rig.input(1, Rig.NATIVE));

        assertThat(outcome.exitCode(false)).isEqualTo(ExitCode.PREFLIGHT);
        assertThat(outcome.reasons()).singleElement().asString().contains(rig.server.address());
        assertThat(rig.root).doesNotExist();
    }

    /** To try one takes an agent's CPU time for seconds. */
    @Test
    void agentsAreAskedToTryWhatThePlanNamesAndNothingElse() throws Exception {
        rig.run(Rig.input(1, Rig.cell("docker", "docker", Map.of("runtime", "runsc"), "bridge")));

        assertThat(rig.client.wanted())
                .containsExactlyInAnyOrder(
                        WantedRuntime.newBuilder()
                                .setName("docker")
                                .putOptions("runtime", "runsc")
                                .build(),
                        WantedRuntime.newBuilder().setName("native").build());
    }

    /** Runtimes are tried meanwhile, which takes longer than somebody who is gone is waited for. */
    @Test
    void anAgentThatIsLostWhileItDescribesItselfIsAskedOnceMore() throws Exception {
        rig.goneLimit = Duration.ofSeconds(3);
        AtomicInteger asked = new AtomicInteger();
        rig.server.describeAs(description -> {
            if (asked.getAndIncrement() == 0) {
                LockSupport.parkNanos(rig.goneLimit.plusMillis(200).toNanos());
                rig.server.dieAndComeBackAfter(10);
            }
            return description;
        });

        Outcome outcome = rig.run(Rig.input(1, Rig.NATIVE));

        assertThat(outcome.reasons()).isEmpty();
        assertThat(asked).hasValueGreaterThan(1);
        assertThat(rig.server.setups()).hasSize(1);
    }

    @Test
    void whoInterruptsDoesNotWaitForRuntimesThatAreTried() throws Exception {
        rig.describeLimit = Duration.ofSeconds(60);
        CountDownLatch over = new CountDownLatch(1);
        AtomicReference<Throwable> why = new AtomicReference<>();
        rig.client.describeAs(description -> {
            Context call = Context.current();
            call.addListener(
                    _ -> {
                        why.set(call.cancellationCause());
                        over.countDown();
                    },
                    Runnable::run);
            rig.interruption.request();
            await(over);
            return description;
        });

        Outcome outcome = rig.run(Rig.input(1, Rig.NATIVE));

        assertThat(outcome.end()).isEqualTo(End.INTERRUPTED);
        await(over);
        assertThat(why.get()).isNotInstanceOf(TimeoutException.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(90, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void differentVersionsAreFoundBeforeAnythingIsMeasured() throws Exception {
        rig.server.describeAs(description -> description.setVersion("1.2.4"));

        assertThat(rig.run(Rig.input(1, Rig.NATIVE)).reasons())
                .singleElement()
                .asString()
                .contains("agent server at", "version 1.2.4, that of client is 1.2.3");
    }

    @Test
    void anotherProtocolIsFoundBeforeAnythingIsMeasured() throws Exception {
        rig.client.describeAs(description -> description.setProtocolVersion(99));

        assertThat(rig.run(Rig.input(1, Rig.NATIVE)).reasons())
                .singleElement()
                .asString()
                .contains("protocol 99");
    }

    @Test
    void anAgentThatSomebodyHoldsIsFoundBeforeAnythingIsMeasured() throws Exception {
        rig.client.describeAs(description -> description.setHeldBy("eve@elsewhere"));

        assertThat(rig.run(Rig.input(1, Rig.NATIVE)).reasons())
                .singleElement()
                .asString()
                .contains("held by eve@elsewhere");
    }

    @Test
    void agentsAreKeptFromTheFirstTrialToTheLastAndNoLonger() throws Exception {
        Set<String> holders = ConcurrentHashMap.newKeySet();
        rig.listener = event -> {
            rig.events.add(event);
            if (event instanceof CampaignEvent.TrialFinished || event instanceof CampaignEvent.Started) {
                holders.add(rig.client.holder());
                holders.add(rig.server.holder());
            }
        };

        assertThat(rig.run(Rig.input(2, Rig.NATIVE)).end()).isEqualTo(End.FINISHED);

        assertThat(holders).containsExactly("tester@rig");
        // the calls end with the connections; the agents hear of it a moment later
        while (!rig.client.holder().isEmpty() || !rig.server.holder().isEmpty()) {
            Thread.sleep(10);
        }
    }

    @Test
    void whoWaitsIsToldForWhomAndMeasuresAfterwards() throws Exception {
        rig.busyLimit = Duration.ofSeconds(20);
        rig.server.holdFor("eve@elsewhere");
        rig.listener = event -> {
            rig.events.add(event);
            if (event instanceof CampaignEvent.Waiting) {
                rig.server.holdFor("");
            }
        };

        assertThat(rig.run(Rig.input(1, Rig.NATIVE)).end()).isEqualTo(End.FINISHED);

        assertThat(rig.events)
                .filteredOn(CampaignEvent.Waiting.class::isInstance)
                .singleElement()
                .asString()
                .contains("agent server", "held by eve@elsewhere since yesterday");
    }

    @Test
    void whoSharesWaitsForTheOthersTrialsAndKeepsAgentsForItsOwnOnly() throws Exception {
        rig.busyLimit = Duration.ofSeconds(20);
        rig.interleaved = true;
        Set<String> during = ConcurrentHashMap.newKeySet();
        rig.listener = event -> {
            rig.events.add(event);
            switch (event) {
                case CampaignEvent.TrialStarted started -> {
                    if (started.number() == 2) {
                        rig.server.holdFor("eve@elsewhere");
                    }
                }
                case CampaignEvent.StageReached _ -> during.add(rig.client.holder());
                case CampaignEvent.Waiting _ -> rig.server.holdFor("");
                default -> {}
            }
        };

        Outcome outcome = rig.run(Rig.input(2, Rig.NATIVE));

        assertThat(outcome).isEqualTo(new Outcome(End.FINISHED, List.of(), 2, 0, 0, 0, 0, 0));
        assertThat(during).containsExactly("tester@rig");
        assertThat(rig.events)
                .filteredOn(CampaignEvent.Waiting.class::isInstance)
                .singleElement()
                .asString()
                .contains("held by eve@elsewhere");
    }

    @Test
    void whoDoesNotWaitLongEnoughMeasuresNothing() throws Exception {
        rig.server.holdFor("eve@elsewhere");

        assertThat(rig.run(Rig.input(1, Rig.NATIVE)).reasons())
                .singleElement()
                .asString()
                .contains("held by eve@elsewhere", "tare run --wait");
        assertThat(rig.client.setups()).isEmpty();
    }

    @Test
    void aWrongAddressOrMtuIsFoundBeforeAnythingIsMeasured() throws Exception {
        rig.client.describeAs(description -> {
            description.getHostBuilder().getInterfacesBuilder(0).setMtuBytes(9000);
            return description;
        });
        rig.server.describeAs(description -> {
            description.getHostBuilder().getInterfacesBuilder(0).setAddresses(0, "10.9.9.9/24");
            return description;
        });

        assertThat(rig.run(Rig.input(1, Rig.NATIVE)).reasons())
                .anySatisfy(reason -> assertThat(reason).contains("9000"))
                .anySatisfy(reason -> assertThat(reason).contains("10.0.0.2/24"));
    }

    @Test
    void anAgentThatIsTakenInMidCampaignFailsTheTrialWithTheHoldersName() throws Exception {
        rig.server.script(setup -> setup.getTrialId().endsWith("001-001")
                ? FakeTrial.refused(Status.FAILED_PRECONDITION.withDescription("held by eve@elsewhere"))
                : FakeTrial.completes());

        Outcome outcome = rig.run(Rig.input(2, Rig.NATIVE));

        assertThat(outcome).isEqualTo(new Outcome(End.FINISHED, List.of(), 1, 0, 0, 1, 0, 0));
        assertThat(rig.journal().getFirst().failure()).contains("agent-busy").contains("eve@elsewhere");
    }
}
