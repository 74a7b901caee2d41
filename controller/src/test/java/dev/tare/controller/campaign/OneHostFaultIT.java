package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.archive.JournalLine.TrialLine;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Something is killed while both sides of a trial are on one host. */
final class OneHostFaultIT {

    private static final String PLAN = """
            schemaVersion: 1
            name: one
            repetitions: 3
            duration: 6s
            warmup: 500ms
            factors:
              runtime: [runc]
              network: [bridge]
              workload: [tcp-stream]
              side: [both]
              pairs: [[client, client]]
            """;

    @TempDir
    private static Path ofTheLab;

    private static RealLab lab;

    @TempDir
    private Path directory;

    private RealCampaign campaign;

    @BeforeAll
    static void raise() throws Exception {
        lab = new RealLab(new RealTare(ofTheLab));
    }

    @BeforeEach
    void plan() throws Exception {
        campaign = new RealCampaign(new RealTare(directory), lab, directory, PLAN);
    }

    @AfterAll
    static void takeDown() throws Exception {
        // null when it did not come up: then that is the failure to read
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void aKilledProbeEndsBothSidesAndNothingElse() throws Exception {
        RealTare.Running run = begun();
        campaign.probes().getFirst().destroyForcibly();
        firstFailsAndTheOthersComplete(run);
    }

    @Test
    void aKilledAgentIsFollowedByOneThatSweepsBothSides() throws Exception {
        RealTare.Running run = begun();
        lab.agent(Side.CLIENT).orElseThrow().destroyForcibly();
        firstFailsAndTheOthersComplete(run);
    }

    @Test
    void aKilledControllerLeavesNeitherSide() throws Exception {
        begun().killTree();
        campaign.awaitClean();
        assertThat(campaign.journal()).isEmpty();
    }

    private RealTare.Running begun() throws Exception {
        RealTare.Running run = campaign.start();
        campaign.awaitProbes(run);
        Thread.sleep(Duration.ofMillis(1_500));
        return run;
    }

    private void firstFailsAndTheOthersComplete(RealTare.Running run) throws Exception {
        assertThat(run.exit(RealCampaign.LIMIT)).as(run.words()).isEqualTo(4);
        List<TrialLine> trials = campaign.journal();
        List<TrialStatus> statuses = trials.stream().map(TrialLine::status).toList();
        assertThat(statuses).as(run.words()).hasSize(3).startsWith(TrialStatus.FAILED);
        assertThat(statuses.subList(1, 3)).as(run.words()).containsOnly(TrialStatus.COMPLETED);
        campaign.awaitClean();
    }
}
