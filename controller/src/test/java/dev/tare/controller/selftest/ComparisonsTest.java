package dev.tare.controller.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.OptionSpec;
import dev.tare.controller.analysis.statistics.Interval95;
import dev.tare.controller.analysis.statistics.PairedRatio;
import dev.tare.controller.analysis.summary.Analysis;
import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.SyntheticArchive;
import dev.tare.controller.archive.SyntheticTrial;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Chosen;
import dev.tare.controller.trial.Pair;
import dev.tare.controller.trial.Trial;
import dev.tare.controller.trial.TrialStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ComparisonsTest {

    private static final int BLOCKS = 4;

    @TempDir
    private Path root;

    private SyntheticArchive archive;
    private int order;

    @BeforeEach
    void begin() throws IOException {
        archive = SyntheticArchive.empty(root);
    }

    @Test
    void recordingIsComparedWithCountingByPairs() throws IOException {
        add(cell("builtin", "tcp-rr", Map.of()), 9_900);
        add(cell("builtin", "tcp-rr", Map.of("record", "none")), 10_000);
        add(cell("builtin", "tcp-rr", Map.of("record", "none", "request", "64")), 10_000);
        List<Comparison> comparisons = comparisons();
        assertThat(comparisons).hasSize(1);
        Comparison only = comparisons.getFirst();
        assertThat(only.against()).isEqualTo("builtin with record none");
        assertThat(only.setting()).isEqualTo("defaults");
        assertThat(only.pairs()).isEqualTo(BLOCKS);
        assertThat(only.ratioMedian()).isCloseTo(0.99, within(0.005));
    }

    @Test
    void anEngineMeetsTheProbeAtEqualOptionsAndAtEachOnesDefaults() throws IOException {
        add(cell("builtin", "tcp-stream", Map.of()), 4e9);
        add(cell("builtin", "tcp-stream", Map.of("block", "131072")), 3e9);
        addMissing(cell("iperf3", "tcp-stream", Map.of("block", "131072")));
        assertThat(comparisons())
                .extracting(it -> it.setting() + " against " + it.against() + ": " + it.reason() + "; " + it.remedy())
                .containsExactly(
                        "block 128KiB against iperf3: it is not there; install it",
                        "defaults against iperf3: it is not there; install it");
        assertThat(comparisons()).allMatch(it -> it.ratioMedian() == null);
    }

    /** The trials of an archive know the options that there were when they ran. */
    @Test
    void anArchiveFromBeforeAnOptionIsComparedAllTheSame() throws IOException {
        add(without("threads", cell("builtin", "tcp-stream", Map.of())), 4e9);
        addMissing(without("threads", cell("iperf3", "tcp-stream", Map.of("block", "131072"))));
        assertThat(comparisons()).extracting(Comparison::setting).containsExactly("defaults");
    }

    private static Cell without(String option, Cell cell) {
        Map<String, String> options = new HashMap<>(cell.workload().options());
        assertThat(options.remove(option)).isNotNull();
        return new Cell(
                cell.id(),
                cell.runtime(),
                cell.network(),
                cell.tuning(),
                Chosen.of(cell.workload().name(), options),
                cell.engine(),
                cell.side(),
                cell.link(),
                cell.linkBitsPerSecond(),
                cell.pair());
    }

    /** Of the probe alone, so that the engine's one cell is compared with both. */
    @Test
    void aProbeThatWaitsAwakeMeetsTheEngineThatSleeps() throws IOException {
        add(cell("builtin", "udp-rr", Map.of()), 10_000);
        add(cell("builtin", "udp-rr", Map.of("wait", "spin")), 11_000);
        addMissing(cell("netperf", "udp-rr", Map.of()));
        assertThat(comparisons()).extracting(Comparison::setting).containsExactly("defaults", "wait spin");
    }

    /** The usual block is not the same one for both, so it is said. */
    @Test
    void equalOptionsAreSaidWhereDefaultsDiffer() throws IOException {
        add(cell("builtin", "tcp-stream", Map.of()), 4e9);
        addMissing(cell("iperf3", "tcp-stream", Map.of()));
        assertThat(comparisons()).extracting(Comparison::setting).containsExactly("block 512KiB");
    }

    @Test
    void whatTenRepetitionsTellIsSeenInFourOfFive() throws IOException {
        Random random = new Random(3);
        double sd = 0.05;
        double difference = Interval95.resolves(sd, 10);
        int seen = 0;
        for (int campaign = 0; campaign < 2_000; campaign++) {
            Map<Integer, Double> ours = new HashMap<>();
            Map<Integer, Double> theirs = new HashMap<>();
            for (int block = 0; block < 10; block++) {
                ours.put(block, Math.exp(difference + sd * random.nextGaussian()));
                theirs.put(block, 1.0);
            }
            Interval95 ci = PairedRatio.of(ours, theirs).map(PairedRatio::ci95).orElseThrow();
            seen += ci.contains(1) ? 0 : 1;
        }
        assertThat(seen).isBetween(1_500, 1_700);
    }

    @Test
    void whySidesWithTheOneWhoseTrialsAreBad() throws IOException {
        order++;
        Cell probe = cell("builtin", "tcp-rr", Map.of());
        for (int block = 1; block <= BLOCKS; block++) {
            SyntheticTrial trial = new SyntheticTrial(new Trial(block, order, probe), 9_900, block);
            trial.serverDone = false;
            archive.add(trial);
        }
        add(cell("builtin", "tcp-rr", Map.of("record", "none")), 10_000);
        assertThat(comparisons())
                .singleElement()
                .extracting(Comparison::reason)
                .asString()
                .startsWith("the probe itself: the server's last word is missing");
    }

    @Test
    void anotherLinkIsAnotherThing() throws IOException {
        add(cell("builtin", "tcp-rr", Map.of()), 10_000);
        Cell slow = cell("netperf", "tcp-rr", Map.of());
        addMissing(new Cell(
                "slow",
                slow.runtime(),
                slow.network(),
                slow.tuning(),
                slow.workload(),
                slow.engine(),
                slow.side(),
                "10GE",
                10_000_000_000L,
                Pair.USUAL));
        assertThat(comparisons()).isEmpty();
    }

    private List<Comparison> comparisons() throws IOException {
        return Comparisons.of(Analysis.of(Archive.open(root)));
    }

    private void add(Cell cell, double perSecond) throws IOException {
        order++;
        for (int block = 1; block <= BLOCKS; block++) {
            archive.add(new SyntheticTrial(new Trial(block, order, cell), perSecond, block));
        }
    }

    private void addMissing(Cell cell) throws IOException {
        order++;
        SyntheticTrial trial = new SyntheticTrial(new Trial(1, order, cell), 1, 1);
        trial.status = TrialStatus.UNAVAILABLE;
        trial.failure = "it is not there";
        trial.remedy = "install it";
        archive.add(trial);
    }

    /** With every option, as a plan's cells have. */
    private static Cell cell(String engine, String workload, Map<String, String> options) {
        Map<String, String> all =
                new HashMap<>(Catalog.find(Catalog.workloads(), workload).orElseThrow().options().stream()
                        .collect(Collectors.toMap(OptionSpec::name, OptionSpec::defaultValue)));
        all.putAll(options);
        Cell plain = SyntheticArchive.cell("native", "host", workload, "unlimited");
        String id = (engine + "-" + workload + "-" + options.values()).replaceAll("[^a-z0-9]+", "-");
        return new Cell(
                id,
                plain.runtime(),
                plain.network(),
                plain.tuning(),
                Chosen.of(workload, all),
                engine,
                plain.side(),
                plain.link(),
                plain.linkBitsPerSecond(),
                plain.pair());
    }
}
