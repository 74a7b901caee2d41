package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.analysis.measure.Surroundings;
import dev.tare.controller.analysis.verdict.Judge;
import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.ArchivedTrial;
import dev.tare.controller.archive.PreparedData;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.trial.Pair;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialStatus;
import dev.tare.controller.trial.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan within one host, in the lab of one host that is made for it. */
final class OneHostIT {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final String PLAN = """
            schemaVersion: 1
            name: one
            repetitions: 1
            duration: 1s
            warmup: 500ms
            factors:
              runtime: [native, runc]
              network: [host, bridge]
              workload: [tcp-stream, tcp-rr]
              side: [both]
              pairs: [[a, a]]
            """;

    @TempDir
    private Path directory;

    @Test
    void bothSidesAreOnOneHostAndNoLinkIsCrossed() throws Exception {
        RealTare tare = new RealTare(directory);
        Path plan = Files.writeString(directory.resolve("plan.yaml"), PLAN);
        Path out = directory.resolve("archive");
        RealTare.Running run = tare.start("run", plan.toString(), "--out", out.toString(), "--no-install");
        assertThat(run.exit(LIMIT)).as(run.words()).isIn(0, 4);

        Archive archive = Archive.open(out);
        assertThat(archive.hosts()).containsOnlyKeys("a");
        assertThat(archive.trials()).hasSize(8).allSatisfy(trial -> proven(trial, archive));
        assertThat(Files.readString(out.resolve("report.html"))).contains("within a");
    }

    /** What else a busy machine may do to a number, its path is proven and its host is left as it was. */
    private static void proven(ArchivedTrial trial, Archive archive) throws IOException {
        assertThat(trial.trialRecord().status()).isEqualTo(TrialStatus.COMPLETED);
        assertThat(trial.trialRecord().trial().cell().pair()).isEqualTo(new Pair("a", "a"));
        Verdict verdict = Judge.judge(Judge.evidence(trial, Surroundings.of(archive)));
        Soundness.check(trial.folder().toString(), verdict);
        List<String> ends = new ArrayList<>();
        for (Side side : Side.values()) {
            SideData data = Objects.requireNonNull(trial.side(side));
            PreparedData prepared = Objects.requireNonNull(data.prepared());
            assertThat(prepared.devices()).doesNotContain("eth1");
            assertThat(prepared.counters()).containsKey("eth1");
            ends.add(prepared.devices().getLast());
        }
        assertThat(ends.getFirst()).as("where both meet").isEqualTo(ends.getLast());
    }
}
