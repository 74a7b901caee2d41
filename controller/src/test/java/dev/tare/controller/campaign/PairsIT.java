package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.ArchivedTrial;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Pair;
import dev.tare.controller.trial.TrialStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan between four hosts, in the lab that is made for it. */
final class PairsIT {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final String PLAN = """
            schemaVersion: 1
            name: racks
            repetitions: 1
            duration: 1s
            warmup: 500ms
            sideBySide: true
            factors:
              runtime: [native, runc]
              network: [bridge]
              workload: [tcp-rr]
              pairs: [[a, b], [c, d], [b, c]]
            """;

    @TempDir
    private Path directory;

    @Test
    void everyPairIsMeasuredBetweenItsOwnHosts() throws Exception {
        RealTare tare = new RealTare(directory);
        Path plan = Files.writeString(directory.resolve("plan.yaml"), PLAN);
        Path out = directory.resolve("archive");
        RealTare.Running run = tare.start("run", plan.toString(), "--out", out.toString(), "--no-install");
        assertThat(run.exit(LIMIT)).as(run.words()).isIn(0, 4);

        Archive archive = Archive.open(out);
        assertThat(archive.hosts()).containsOnlyKeys("a", "b", "c", "d");
        assertThat(Objects.requireNonNull(archive.hosts().get("c")).hostname()).isEqualTo("c");
        assertThat(archive.trials()).hasSize(6);
        assertThat(archive.trials().stream().map(trial -> cell(trial).pair()).distinct())
                .containsExactlyInAnyOrder(new Pair("a", "b"), new Pair("c", "d"), new Pair("b", "c"));
        assertThat(archive.trials())
                .allSatisfy(trial ->
                        assertThat(trial.trialRecord().status()).as(run.words()).isEqualTo(TrialStatus.COMPLETED));
        assertThat(Files.readString(out.resolve("report.html"))).contains("a → b");
    }

    private static Cell cell(ArchivedTrial trial) {
        return trial.trialRecord().trial().cell();
    }
}
