package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.archive.Journal;
import dev.tare.controller.archive.JournalLine;
import dev.tare.controller.archive.JournalLine.TrialLine;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialStatus;
import dev.tare.controller.trial.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Something is killed in mid-trial: never VALID, nothing left behind, and the campaign goes on or is resumed. */
final class CampaignFaultIT {

    private static final Duration LIMIT = Duration.ofSeconds(150);
    private static final Duration CLEAN_LIMIT = Duration.ofSeconds(15);

    private static final String PLAN = """
            schemaVersion: 1
            name: fault
            seed: 7
            repetitions: 3
            duration: 3s
            warmup: 1s
            interval: 100ms
            factors:
              runtime: [runc]
              network: [bridge]
              workload: [tcp-stream]
            """;

    @TempDir
    private Path directory;

    private RealTare tare;
    private RealLab lab;
    private SortedSet<String> before;
    private Path archive;

    @BeforeEach
    void raise() throws Exception {
        tare = new RealTare(directory);
        lab = new RealLab(tare);
        before = lab.traces();
        archive = directory.resolve("archive");
        Files.writeString(directory.resolve("plan.yaml"), PLAN);
    }

    @AfterEach
    void takeDown() throws Exception {
        // null when it did not come up: then that is the failure to read
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void killedProbe() throws Exception {
        RealTare.Running run = start();
        awaitTrial(run);
        lab.processes("dev.tare.probe.Main", "/jre/bin/java").getFirst().destroyForcibly();

        firstFailsAndTheOthersComplete(run);
    }

    @Test
    void killedRuntime() throws Exception {
        RealTare.Running run = start();
        awaitTrial(run);
        lab.processes("runc").getFirst().destroyForcibly();

        firstFailsAndTheOthersComplete(run);
    }

    @Test
    void killedAgent() throws Exception {
        RealTare.Running run = start();
        awaitTrial(run);
        lab.agent(Side.SERVER).orElseThrow().destroyForcibly();

        firstFailsAndTheOthersComplete(run);
    }

    @Test
    void killedController() throws Exception {
        RealTare.Running killed = start();
        await("a finished trial", LIMIT, () -> journal().size() >= 1);
        awaitTrial(killed);
        killed.killTree();

        await("a clean lab", CLEAN_LIMIT, () -> lab.traces().equals(before));
        List<TrialLine> finished = journal();
        assertThat(archive.resolve("trials"))
                .isDirectoryNotContaining(path -> !Files.exists(path.resolve("trial.json")));

        RealTare.Running resumed = tare.start(
                "run", "--resume", archive.toString(), "--lab", lab.file().toString(), "--no-install");
        assertThat(resumed.exit(LIMIT)).as(resumed.words()).isIn(0, 4);
        assertThat(journal()).startsWith(finished.toArray(TrialLine[]::new));
        assertThat(journal()).extracting(TrialLine::number).containsExactly(1, 2, 3);
        assertThat(journal()).extracting(TrialLine::status).containsOnly(TrialStatus.COMPLETED);
    }

    @Test
    void interruptedController() throws Exception {
        RealTare.Running run = start();
        awaitTrial(run);
        run.process().destroy();

        assertThat(run.exit(Duration.ofSeconds(20))).as(run.words()).isEqualTo(130);
        await("a clean lab", CLEAN_LIMIT, () -> lab.traces().equals(before));
        assertThat(journal()).extracting(TrialLine::status).containsExactly(TrialStatus.INTERRUPTED);
        assertThat(archive.resolve("report.html")).isNotEmptyFile();
    }

    private void firstFailsAndTheOthersComplete(RealTare.Running run) throws Exception {
        assertThat(run.exit(LIMIT)).as(run.words()).isEqualTo(4);
        List<TrialLine> trials = journal();
        assertThat(trials).as(run.words()).hasSize(3);
        assertThat(trials.getFirst().status()).isEqualTo(TrialStatus.FAILED);
        assertThat(trials.subList(1, 3)).as(run.words()).allMatch(trial -> trial.status() == TrialStatus.COMPLETED);
        assertThat(trials.getFirst().verdict()).isEqualTo(Verdict.Level.INVALID);
        await("a clean lab", CLEAN_LIMIT, () -> lab.traces().equals(before));
    }

    private RealTare.Running start() throws IOException {
        return tare.start(
                "run",
                directory.resolve("plan.yaml").toString(),
                "--lab",
                lab.file().toString(),
                "--out",
                archive.toString(),
                "--no-install");
    }

    /** Both probes live, and have done so for a while: the window is open. */
    private void awaitTrial(RealTare.Running run) throws Exception {
        await("two probes", LIMIT, () -> {
            assertThat(run.process().isAlive()).as(run.words()).isTrue();
            return lab.processes("dev.tare.probe.Main", "/jre/bin/java").size() >= 2;
        });
        Thread.sleep(1_500);
    }

    private List<TrialLine> journal() throws IOException {
        Path file = archive.resolve("journal.ndjson");
        if (!Files.exists(file) || Files.size(file) == 0) {
            return List.of();
        }
        return Journal.read(file).lines().stream()
                .filter(TrialLine.class::isInstance)
                .map(JournalLine.TrialLine.class::cast)
                .toList();
    }

    private void await(String what, Duration limit, Callable<Boolean> condition) throws Exception {
        long endNanos = System.nanoTime() + limit.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > endNanos) {
                throw new AssertionError(
                        "no " + what + " after " + limit + "; before: " + before + ", now: " + lab.traces());
            }
            Thread.sleep(100);
        }
    }
}
