package dev.tare.controller.analysis.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.analysis.measure.Evidence;
import dev.tare.controller.analysis.measure.Roles;
import dev.tare.controller.analysis.measure.Surroundings;
import dev.tare.controller.analysis.measure.TrialNumbers;
import dev.tare.controller.archive.ArchiveLayout;
import dev.tare.controller.archive.ArchivedTrial;
import dev.tare.controller.archive.SyntheticArchive;
import dev.tare.controller.archive.SyntheticTrial;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Chosen;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.Trial;
import dev.tare.controller.trial.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both sides on CPU 0 of one host. */
final class SharedCpusTest {

    @TempDir
    private Path root;

    private final SyntheticTrial trial = new SyntheticTrial(
            new Trial(1, 1, SyntheticArchive.cell("runc", "bridge", "tcp-stream", "unlimited")), 4.4e9, 1);

    @Test
    void theOtherSidesRuntimeIsNoStranger() throws IOException {
        trial.foreign = 0.4;
        assertThat(verdict(false).reasons()).anySatisfy(said -> assertThat(said).contains("something else took"));
        assertThat(verdict(true).reasons()).isEmpty();
    }

    @Test
    void whatDisturbsTheHostIsToldOnce() throws IOException {
        trial.agentShare = 0.12;
        assertThat(verdict(false).reasons()).hasSize(2);
        assertThat(verdict(true).reasons()).containsExactly("the client's agent took 12.0% of a CPU");
    }

    @Test
    void aFullCpuIsTheLimitOfBothTogether() throws IOException {
        trial.clientBusy = 0.995;
        assertThat(verdict(true).labels()).containsExactly(Labels.SHARED_CPU_LIMITED);
        assertThat(verdict(false).labels()).containsExactly(Labels.CPU_LIMITED);
    }

    @Test
    void theCpusAreCountedOnceAndTheGroupsEachForItself() throws IOException {
        trial.clientBusy = 0.8;
        Map<String, Double> values = TrialNumbers.of(evidence(true)).values();
        double both = values.getOrDefault("cpu_ns_per_byte.both", 0.0);
        assertThat(both * 4.4e9 / 1e9).isBetween(0.78, 0.82);
        assertThat(values)
                .containsKeys("cpu_ns_per_byte.under_test_runtime", "cpu_ns_per_byte.peer_runtime")
                .doesNotContainKeys("cpu_ns_per_byte.under_test", "cpu_ns_per_byte.peer");
        assertThat(values.getOrDefault("cpu_ns_per_byte.peer_runtime", 1.0)).isLessThan(both);
    }

    /** It is the wait that keeps the CPU busy, be the path as cheap as it may. */
    @Test
    void aCpuThatWaitsAwakeIsNobodysLimit() throws IOException {
        SyntheticTrial spinning = new SyntheticTrial(new Trial(1, 1, spinningCell()), 40_000, 1);
        spinning.clientBusy = 1;
        assertThat(verdict(spinning, false)).isEqualTo(new Verdict(Verdict.Level.VALID, List.of(), List.of()));
        assertThat(verdict(spinning, true).reasons())
                .containsExactly(
                        "both sides spin and may use the same CPU: each may have waited for the other's time slice");
        assertThat(TrialNumbers.of(evidence(spinning, false)).values())
                .containsKey(Roles.TRANSACTIONS)
                .allSatisfy((name, value) -> assertThat(name).doesNotStartWith("cpu_"));
    }

    @Test
    void sidesThatKeepACpuUntilTheySleepNeedOneEach() throws IOException {
        SyntheticTrial first = new SyntheticTrial(new Trial(1, 1, cell("priority", "realtime")), 40_000, 1);
        assertThat(verdict(first, false).level()).isEqualTo(Verdict.Level.VALID);
        assertThat(verdict(first, true).reasons())
                .containsExactly(
                        "both sides have a real-time priority and may use the same CPU: each may have waited until"
                                + " the other slept");
    }

    private static Cell spinningCell() {
        return cell("wait", "spin");
    }

    private static Cell cell(String option, String value) {
        Cell block = SyntheticArchive.cell("runc", "bridge", "tcp-rr", "unlimited");
        return new Cell(
                block.id(),
                block.runtime(),
                block.network(),
                block.tuning(),
                Chosen.of("tcp-rr", Map.of("request", "1", "response", "1", option, value)),
                block.engine(),
                block.side(),
                block.link(),
                block.linkBitsPerSecond(),
                block.pair());
    }

    private Verdict verdict(boolean oneHost) throws IOException {
        return verdict(trial, oneHost);
    }

    private Verdict verdict(SyntheticTrial judged, boolean oneHost) throws IOException {
        Findings findings = new Findings();
        new CpuRule().apply(evidence(judged, oneHost), findings);
        return findings.toVerdict();
    }

    private Evidence evidence(boolean oneHost) throws IOException {
        return evidence(trial, oneHost);
    }

    private Evidence evidence(SyntheticTrial judged, boolean oneHost) throws IOException {
        SyntheticArchive.empty(root).add(judged);
        ArchivedTrial archived = new ArchivedTrial(judged.toRecord(), new ArchiveLayout(root).trial(judged.trial));
        Map<Side, Set<Integer>> cpus = Map.of(Side.CLIENT, Set.of(0), Side.SERVER, Set.of(oneHost ? 0 : 1));
        return Judge.evidence(archived, _ -> new Surroundings(cpus, Map.of(), 1500, false, oneHost));
    }
}
