package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tare.controller.archive.JournalLine;
import dev.tare.controller.campaign.Outcome.End;
import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.failure.TareException;
import dev.tare.controller.fleet.FakeTrial;
import dev.tare.controller.lab.Lab;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Which archive a campaign goes on with, and what an interruption before there is one leaves. */
@Timeout(60)
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
final class ResumeTest {

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
    void anotherLabIsRefusedBeforeAnybodyIsAsked() throws Exception {
        CampaignInput input = interrupted();
        int setups = rig.client.setups().size();
        List<JournalLine.TrialLine> lines = rig.journal();
        rig.lab = new Lab("rig", true, rig.lab.hosts(), new Lab.Link(1_000_000_000L, 1500), rig.lab.tls());

        TareException refused = catchThrowableOfType(TareException.class, () -> rig.resume(input));

        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused).hasMessageContaining("another lab").hasMessageContaining("10Gbit with an MTU of 1500");
        assertThat(rig.client.setups()).hasSize(setups);
        assertThat(rig.journal()).isEqualTo(lines);
    }

    /** The CPU cost of what was measured before would be reckoned from CPUs that it did not run on. */
    @Test
    void otherCpusAreRefused() throws Exception {
        CampaignInput input = interrupted();
        List<JournalLine.TrialLine> lines = rig.journal();
        rig.client.describeAs(description -> {
            description.getHostBuilder().clearAllowedCpus().addAllowedCpus(97);
            return description;
        });

        TareException refused = catchThrowableOfType(TareException.class, () -> rig.resume(input));

        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused)
                .hasMessageContaining("host client: the list of CPUs was")
                .hasMessageContaining("is 97");
        assertThat(rig.journal()).isEqualTo(lines);
    }

    @Test
    void anotherProbeIsRefused() throws Exception {
        CampaignInput input = interrupted();
        // both: agents of two builds are refused whether there is an archive or not
        rig.client.describeAs(description -> description.setBundleDigest("sha256:another"));
        rig.server.describeAs(description -> description.setBundleDigest("sha256:another"));

        TareException refused = catchThrowableOfType(TareException.class, () -> rig.resume(input));

        assertThat(refused).hasMessageContaining("host server: the probe's bundle was");
    }

    @Test
    void aLabThatTareMakesAnewMayHaveAnotherName() throws Exception {
        CampaignInput input = interrupted();
        rig.lab = new Lab("run-4711", true, rig.lab.hosts(), rig.lab.link(), rig.lab.tls());

        assertThat(rig.resume(input).valid()).isEqualTo(2);
    }

    @Test
    void whatIsInterruptedBeforeThereIsAnArchiveIsNotFinished() throws Exception {
        rig.interruption.request();

        Outcome outcome = rig.run(Rig.input(2, Rig.NATIVE));

        assertThat(outcome).isEqualTo(new Outcome(End.INTERRUPTED, List.of(), 0, 0, 0, 0, 0, 2));
        assertThat(rig.finished).isEmpty();
        assertThat(rig.root).doesNotExist();
    }

    @Test
    void whatAnEarlierRunDidIsCountedHoweverEarlyTheNextIsInterrupted() throws Exception {
        CampaignInput input = interrupted();
        rig.finished.clear();
        rig.interruptNextRun();

        Outcome outcome = rig.resume(input);

        assertThat(outcome).isEqualTo(new Outcome(End.INTERRUPTED, List.of(), 1, 0, 0, 0, 0, 1));
        assertThat(rig.finished).isEmpty();
    }

    /** One trial of two is done. */
    private CampaignInput interrupted() throws Exception {
        CampaignInput input = Rig.input(2, Rig.NATIVE);
        rig.client.script(setup -> setup.getTrialId().endsWith("002-001")
                ? FakeTrial.inMidTrial(trial -> rig.interruption.request())
                : FakeTrial.completes());
        rig.run(input);
        rig.client.script(setup -> FakeTrial.completes());
        return input;
    }
}
