package dev.tare.controller.analysis.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tare.controller.analysis.measure.Evidence;
import dev.tare.controller.analysis.measure.Surroundings;
import dev.tare.controller.analysis.measure.TrialNumbers;
import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.ArchiveLayout;
import dev.tare.controller.archive.ArchivedTrial;
import dev.tare.controller.archive.SyntheticArchive;
import dev.tare.controller.archive.SyntheticTrial;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Trial;
import dev.tare.controller.trial.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runtime under test on both sides: there is no peer. */
class BothSidesTest {

    @TempDir
    private Path root;

    @Test
    void aSaturatedReceiverIsTheRuntimes() throws IOException {
        for (String link : List.of("10GE", "unlimited")) {
            SyntheticTrial it = trial("tcp-stream", link);
            it.serverBusy = 0.995;
            assertThat(Judge.judge(evidence(it)))
                    .isEqualTo(new Verdict(Verdict.Level.VALID, List.of(Labels.CPU_LIMITED), List.of()));
        }
    }

    @Test
    void itsOwnCongestionControlIsLabelledOnceWhicheverSideToldOfIt() throws IOException {
        SyntheticTrial it = trial("tcp-stream", "unlimited");
        it.congestion = "reno";
        assertThat(Judge.judge(evidence(it)))
                .isEqualTo(new Verdict(Verdict.Level.VALID, List.of(Labels.OWN_CONGESTION_CONTROL), List.of()));
        it.clientCongestion = "reno";
        assertThat(Judge.judge(evidence(it)).labels()).containsExactly(Labels.OWN_CONGESTION_CONTROL);
    }

    @Test
    void whatItCostsIsTheSumOfBoth() throws IOException {
        Map<String, Double> values =
                TrialNumbers.of(evidence(trial("tcp-stream", "unlimited"))).values();
        assertThat(values).doesNotContainKeys("cpu_ns_per_byte.under_test", "cpu_ns_per_byte.peer");
        double client = values.getOrDefault("cpu_ns_per_byte.client", 0.0);
        double server = values.getOrDefault("cpu_ns_per_byte.server", 0.0);
        assertThat(client).isPositive();
        assertThat(values.getOrDefault("cpu_ns_per_byte.both", 0.0)).isCloseTo(client + server, within(1e-9));
    }

    @Test
    void bothStart() throws IOException {
        Map<String, Double> values =
                TrialNumbers.of(evidence(trial("startup", "unlimited"))).values();
        assertThat(values).containsEntry("start_up_ns", 250e6).doesNotContainKey("start_up_ns.peer");
    }

    private static SyntheticTrial trial(String workload, String link) {
        Cell cell = SyntheticArchive.cell("gvisor:systrap", "bridge", workload, link);
        return new SyntheticTrial(
                new Trial(
                        1,
                        1,
                        SyntheticArchive.cell(cell, "both", cell.workload().options())),
                workload.equals("startup") ? 20 : 8e8,
                1);
    }

    private Evidence evidence(SyntheticTrial it) throws IOException {
        SyntheticArchive.empty(root).add(it);
        return Judge.evidence(
                new ArchivedTrial(it.toRecord(), new ArchiveLayout(root).trial(it.trial)),
                Surroundings.of(Archive.open(root)));
    }
}
