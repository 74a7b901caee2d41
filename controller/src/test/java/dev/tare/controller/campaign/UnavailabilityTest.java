package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.archive.JournalLine;
import dev.tare.controller.campaign.Outcome.End;
import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.fleet.FakeTrial;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.TrialStatus;
import dev.tare.proto.agent.v1.RuntimeAvailability;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What cannot be run today may be run tomorrow. */
@Timeout(60)
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
final class UnavailabilityTest {

    @TempDir
    private Path directory;

    private Rig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new Rig(directory);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void cellsOfAnotherLinkThanAWiredLabHasAreRecordedAndTheOthersRun() throws Exception {
        try (Rig wired = new Rig(directory.resolve("wired"), false, 2)) {
            Cell unlimited = Rig.linked(Rig.NATIVE, "unlimited", 0);
            Outcome outcome = wired.run(Rig.input(2, Rig.NATIVE, unlimited));
            assertThat(outcome).isEqualTo(new Outcome(End.FINISHED, List.of(), 2, 0, 0, 0, 2, 0));
            assertThat(wired.client.setups()).hasSize(2);
            assertThat(wired.events)
                    .filteredOn(CampaignEvent.CellUnavailable.class::isInstance)
                    .containsExactly(new CampaignEvent.CellUnavailable(
                            unlimited,
                            "the link of this lab is 10Gbit, and only in a lab that Tare made can a plan choose it",
                            "measure that in a lab of such a link, or without --lab",
                            false));
        }
    }

    @Test
    void aCellThatWasMeasuredIsTriedAgainInEachBlock() throws Exception {
        rig.client.script(setup -> switch (setup.getTrialId().substring(8)) {
            case "002-001" -> FakeTrial.failsAtSetUp("runtime-failed", "the daemon died");
            case "003-001", "004-001" -> FakeTrial.unavailable("no daemon", "start it");
            default -> FakeTrial.completes();
        });

        Outcome outcome = rig.run(Rig.input(5, Rig.RUNC));

        assertThat(outcome).isEqualTo(new Outcome(End.FINISHED, List.of(), 2, 0, 0, 1, 2, 0));
        assertThat(rig.client.setups()).hasSize(5);
        assertThat(rig.events)
                .filteredOn(CampaignEvent.CellUnavailable.class::isInstance)
                .containsExactly(new CampaignEvent.CellUnavailable(Rig.RUNC, "client: no daemon", "start it", true));
    }

    @Test
    void resumeTriesAgainWhatWasUnavailable() throws Exception {
        rig.client.script(setup -> FakeTrial.unavailable("no daemon", "start it"));
        CampaignInput input = Rig.input(3, Rig.NATIVE, Rig.RUNC);
        rig.server.script(setup -> FakeTrial.runsUntilStopped());
        assertThat(rig.run(input).unavailable()).isEqualTo(6);

        rig.client.script(setup -> FakeTrial.completes());
        rig.server.script(setup -> FakeTrial.completes());
        Outcome resumed = rig.resume(input);

        assertThat(resumed).isEqualTo(new Outcome(End.FINISHED, List.of(), 6, 0, 0, 0, 0, 0));
        assertThat(rig.layout().superseded()).isDirectoryContaining("glob:**/003-002-runc-bridge-1");
    }

    @Test
    void whatIsMeasuredIsNotMeasuredAgain() throws Exception {
        rig.client.script(setup -> setup.getRuntime().equals("runc")
                ? FakeTrial.unavailable("no daemon", "start it")
                : FakeTrial.completes());
        CampaignInput input = Rig.input(2, Rig.NATIVE, Rig.RUNC);
        rig.run(input);
        rig.events.clear();

        rig.resume(input);

        assertThat(rig.events).contains(new CampaignEvent.Started(4, Set.of(1, 3)));
        // native twice, runc once in each run
        assertThat(rig.client.setups()).hasSize(4);
    }

    @Test
    void goingOnWhereNothingHasChangedWritesNothing() throws Exception {
        rig.client.describeAs(description -> description.addRuntimes(
                RuntimeAvailability.newBuilder().setName("runc").setReason("not installed")));
        CampaignInput input = Rig.input(2, Rig.NATIVE, Rig.RUNC);
        Outcome first = rig.run(input);
        List<JournalLine.TrialLine> lines = rig.journal();

        assertThat(rig.resume(input)).isEqualTo(first);

        assertThat(rig.journal()).isEqualTo(lines);
        assertThat(rig.layout().superseded()).doesNotExist();
        assertThat(lines).extracting(JournalLine.TrialLine::status).contains(TrialStatus.UNAVAILABLE);
    }

    @Test
    void whereNothingCouldBeRunNothingWasMeasured() throws Exception {
        rig.client.describeAs(description -> description.addRuntimes(
                RuntimeAvailability.newBuilder().setName("runc").setReason("not installed")));

        Outcome outcome = rig.run(Rig.input(2, Rig.RUNC));

        assertThat(outcome.end()).isEqualTo(End.FINISHED);
        assertThat(outcome.exitCode(false)).isEqualTo(ExitCode.PREFLIGHT);
        assertThat(outcome.exitCode(true)).isEqualTo(ExitCode.PREFLIGHT);
        assertThat(rig.finished).containsExactly(rig.root);
    }
}
