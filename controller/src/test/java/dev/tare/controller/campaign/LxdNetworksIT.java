package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.ArchivedTrial;
import dev.tare.controller.trial.TrialStatus;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks that LXD makes itself, where it sees a host's devices and no others. */
final class LxdNetworksIT {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final String PLAN = """
            schemaVersion: 1
            name: lxd-networks
            repetitions: %d
            duration: 500ms
            warmup: 200ms
            factors:
              runtime: [lxd]
              network: [bridge%s]
              workload: [tcp-rr]
              link: [10GE]
            """;

    /** With it LXD is there already, and stays. */
    private static final String FIRST = PLAN.formatted(1, "");

    @TempDir
    private Path directory;

    @Test
    void everyTrialCompletesAndLeavesNothing() throws Exception {
        RealTare tare = new RealTare(directory);
        try (RealLab lab = new RealLab(tare)) {
            RealCampaign campaign =
                    new RealCampaign(tare, lab, directory, PLAN.formatted(1, ", daemon-nat, daemon-macvlan"));
            campaign.settle(FIRST);
            RealTare.Running run = campaign.start();
            assertThat(run.exit(LIMIT)).as(run.words()).isIn(0, 4);
            Archive archive = Archive.open(campaign.archive());
            assertThat(archive.trials()).hasSize(3);
            for (ArchivedTrial trial : archive.trials()) {
                assertThat(trial.trialRecord().status()).as(run.words()).isEqualTo(TrialStatus.COMPLETED);
            }
            campaign.awaitClean();
        }
    }
}
