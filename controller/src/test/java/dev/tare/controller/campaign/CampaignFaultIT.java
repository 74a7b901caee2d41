package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.archive.JournalLine.TrialLine;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialStatus;
import dev.tare.controller.trial.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Something is killed in mid-trial: never VALID, nothing left behind, and the campaign goes on or is resumed. */
final class CampaignFaultIT {

    private static final String PLAN = """
            schemaVersion: 1
            name: fault
            seed: 7
            repetitions: 2
            duration: 4s
            warmup: 1s
            interval: 100ms
            factors:
              runtime: [runc]
              network: [bridge]
              workload: [tcp-stream]
            """;

    /** Far more than clocks and paths are asked with before a trial. */
    private static final long STREAM_BYTES = 5_000_000;

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
        campaign = campaignOf(PLAN);
    }

    private RealCampaign campaignOf(String plan) throws Exception {
        return new RealCampaign(new RealTare(directory), lab, directory, plan);
    }

    @AfterAll
    static void takeDown() throws Exception {
        // null when it did not come up: then that is the failure to read
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void killedProbe() throws Exception {
        RealTare.Running run = campaign.start();
        awaitTrial(run);
        campaign.kill(campaign.probes().getFirst());

        firstFailsAndTheOtherCompletes(run);
    }

    @Test
    void killedRuntime() throws Exception {
        RealTare.Running run = campaign.start();
        awaitTrial(run);
        campaign.kill(lab.processes("runc").getFirst());

        firstFailsAndTheOtherCompletes(run);
    }

    /** In which the probe lives. */
    @Test
    void killedSandbox() throws Exception {
        campaign = campaignOf(PLAN.replace("[runc]", "[gvisor]"));
        RealTare.Running run = campaign.start();
        // those that agents try have no network
        campaign.await("a sandbox", RealCampaign.LIMIT, () -> !sandboxes().isEmpty());
        awaitWindow(run);
        campaign.kill(sandboxes().getFirst());

        firstFailsAndTheOtherCompletes(run);
    }

    private static List<ProcessHandle> sandboxes() throws IOException {
        return lab.processes("runsc-sandbox", "--network=sandbox");
    }

    /** It holds its connection, and says nothing any more. */
    @Test
    void stoppedProbe() throws Exception {
        RealTare.Running run = campaign.start();
        awaitTrial(run);
        long probe = campaign.probes().getFirst().pid();
        assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(probe))
                        .start()
                        .waitFor())
                .isZero();

        firstFailsAndTheOtherCompletes(run);
        assertThat(campaign.journal().getFirst().failure()).containsAnyOf("probe-hung", "peer-stalled");
    }

    @Test
    void killedAgent() throws Exception {
        RealTare.Running run = campaign.start();
        awaitTrial(run);
        campaign.kill(lab.agent(Side.SERVER).orElseThrow());

        firstFailsAndTheOtherCompletes(run);
    }

    @Test
    void killedController() throws Exception {
        campaign = campaignOf(PLAN.replace("repetitions: 2", "repetitions: 3").replace("duration: 4s", "duration: 2s"));
        RealTare.Running killed = campaign.start();
        campaign.await(
                "a finished trial",
                RealCampaign.LIMIT,
                () -> !campaign.journal().isEmpty());
        awaitTrial(killed);
        killed.killTree();

        campaign.awaitClean();
        List<TrialLine> finished = campaign.journal();
        assertThat(campaign.archive().resolve("trials"))
                .isDirectoryNotContaining(path -> !Files.exists(path.resolve("trial.json")));

        RealTare.Running resumed = campaign.resume();
        assertThat(resumed.exit(RealCampaign.LIMIT)).as(resumed.words()).isIn(0, 4);
        assertThat(campaign.journal()).startsWith(finished.toArray(TrialLine[]::new));
        assertThat(campaign.journal()).extracting(TrialLine::number).containsExactly(1, 2, 3);
        assertThat(campaign.journal()).extracting(TrialLine::status).containsOnly(TrialStatus.COMPLETED);
    }

    @Test
    void interruptedController() throws Exception {
        RealTare.Running run = campaign.start();
        awaitTrial(run);
        run.process().destroy();

        assertThat(run.exit(Duration.ofMinutes(1))).as(run.words()).isEqualTo(130);
        campaign.awaitClean();
        assertThat(campaign.journal()).extracting(TrialLine::status).containsExactly(TrialStatus.INTERRUPTED);
        assertThat(campaign.archive().resolve("report.html")).isNotEmptyFile();
    }

    private void firstFailsAndTheOtherCompletes(RealTare.Running run) throws Exception {
        assertThat(run.exit(RealCampaign.LIMIT)).as(run.words()).isEqualTo(4);
        List<TrialLine> trials = campaign.journal();
        assertThat(trials).as(run.words()).hasSize(2);
        assertThat(trials.getFirst().status()).isEqualTo(TrialStatus.FAILED);
        assertThat(trials.getLast().status()).as(run.words()).isEqualTo(TrialStatus.COMPLETED);
        assertThat(trials.getFirst().verdict()).isEqualTo(Verdict.Level.INVALID);
        campaign.awaitClean();
    }

    /** Both probes live, and the window is open. */
    private void awaitTrial(RealTare.Running run) throws Exception {
        campaign.awaitProbes(run);
        awaitWindow(run);
    }

    /** The warm-up's second begins with the traffic. */
    private void awaitWindow(RealTare.Running run) throws Exception {
        campaign.awaitTraffic(run, STREAM_BYTES);
        Thread.sleep(1_100);
    }
}
