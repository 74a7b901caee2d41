package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.ArchivedTrial;
import dev.tare.controller.archive.Journal;
import dev.tare.controller.archive.JournalLine;
import dev.tare.controller.trial.TrialRecord;
import dev.tare.controller.trial.TrialStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A tiny plan with real agents, real runtimes and the real command line. One of its runtimes cannot be used on many machines, where that
 * is told and costs the others nothing.
 */
final class CampaignIT {

    private static final String PLAN = """
            schemaVersion: 1
            name: tiny
            seed: 7
            repetitions: 1
            duration: 1s
            warmup: 500ms
            interval: 100ms
            factors:
              runtime: [native, runc, {gvisor: {platform: kvm}}]
              network: [host, bridge]
              workload: [tcp-stream]
            exclude: [{runtime: gvisor, network: host}]
            """;

    @TempDir
    private Path directory;

    @Test
    void everyTrialIsMeasuredInOrderAndReported() throws Exception {
        RealTare tare = new RealTare(directory);
        Path archive = directory.resolve("archive");
        try (RealLab lab = new RealLab(tare)) {
            var before = lab.traces();

            RealTare.Running run = tare.start(
                    "run", plan(PLAN), "--lab", lab.file().toString(), "--out", archive.toString(), "--no-install");

            // a loaded machine may make a trial INVALID; it must complete all the same
            assertThat(run.exit(Duration.ofMinutes(2))).as(run.words()).isIn(0, 4);
            List<ArchivedTrial> trials = Archive.open(archive).trials();
            assertThat(trials).hasSize(5).allSatisfy(trial -> completedOrUnavailable(trial.trialRecord()));
            assertThat(Journal.read(archive.resolve("journal.ndjson")).trials().values())
                    .extracting(JournalLine.TrialLine::number)
                    .containsExactly(1, 2, 3, 4, 5);
            assertThat(archive.resolve("report.html")).isNotEmptyFile();
            assertThat(archive.resolve("summary.json")).isNotEmptyFile();
            lab.awaitTraces(before);
        }
    }

    private static void completedOrUnavailable(TrialRecord trial) {
        if (trial.trial().cell().runtime().name().equals("gvisor") && trial.status() == TrialStatus.UNAVAILABLE) {
            assertThat(trial.failure()).isNotBlank();
            assertThat(trial.remedy()).isNotBlank();
        } else {
            assertThat(trial.status()).as(trial.failure()).isEqualTo(TrialStatus.COMPLETED);
        }
    }

    private String plan(String text) throws IOException {
        return Files.writeString(directory.resolve("plan.yaml"), text).toString();
    }
}
