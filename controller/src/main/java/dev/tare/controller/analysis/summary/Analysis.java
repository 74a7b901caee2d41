package dev.tare.controller.analysis.summary;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.Kind;
import dev.tare.controller.analysis.measure.Ceiling;
import dev.tare.controller.analysis.measure.Roles;
import dev.tare.controller.analysis.measure.Surroundings;
import dev.tare.controller.analysis.verdict.Judge;
import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.ArchivedTrial;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Pair;
import dev.tare.controller.trial.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * All that follows from an archive's raw data.
 *
 * @param trials in the order they were run
 * @param cells in the order of tables and figures: limited links first, then workload, network, runtime as in the
 *     catalogue
 */
public record Analysis(
        Archive archive, Surroundings.Source surroundings, List<JudgedTrial> trials, List<CellResult> cells) {

    private static final Comparator<Cell> ORDER = Comparator.comparingInt(
                    (Cell cell) -> place(Catalog.workloads(), cell.workload().name()))
            .thenComparing(cell -> cell.workload().options().toString())
            .thenComparingInt(cell -> place(Catalog.engines(), cell.engine()))
            .thenComparingLong(cell -> cell.linkBitsPerSecond() == 0 ? Long.MAX_VALUE : cell.linkBitsPerSecond())
            .thenComparing(Cell::link)
            .thenComparingInt(cell -> place(Catalog.networks(), cell.network().name()))
            .thenComparing(cell -> cell.tuned().text())
            .thenComparingInt(cell -> place(Catalog.runtimes(), cell.runtime().name()))
            .thenComparing(cell -> cell.pair().title())
            .thenComparing(Cell::id);

    public Analysis {
        trials = List.copyOf(trials);
        cells = List.copyOf(cells);
    }

    public static Analysis of(Archive archive) throws IOException {
        Surroundings.Source surroundings = Surroundings.of(archive);
        List<JudgedTrial> trials = new ArrayList<>();
        for (ArchivedTrial trial : archive.trials()) {
            trials.add(JudgedTrial.of(Judge.evidence(trial, surroundings)));
        }
        Map<Cell, List<JudgedTrial>> byCell = new LinkedHashMap<>();
        trials.forEach(it ->
                byCell.computeIfAbsent(it.cell(), cell -> new ArrayList<>()).add(it));
        List<CellResult> cells = byCell.entrySet().stream()
                .map(it -> new CellResult(
                        it.getKey(),
                        it.getValue(),
                        ceiling(
                                it.getKey(),
                                it.getValue(),
                                surroundings.of(it.getKey().pair()))))
                .sorted(Comparator.comparing(CellResult::cell, ORDER))
                .toList();
        return new Analysis(archive, surroundings, trials, cells);
    }

    /** Of the trials that were run, whose sockets tell how large segments were; the highest, should they differ. */
    private static @Nullable Double ceiling(Cell cell, List<JudgedTrial> trials, Surroundings surroundings) {
        if (!Roles.of(cell).map(Roles::isStream).orElse(false)) {
            return null;
        }
        OptionalDouble expected = Ceiling.of(cell, surroundings.mtuBytes());
        return trials.stream()
                .filter(JudgedTrial::wasRun)
                .map(JudgedTrial::ceilingBytesPerSecond)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(expected.isPresent() ? expected.getAsDouble() : null);
    }

    private static int place(List<? extends Kind> kinds, String name) {
        for (int i = 0; i < kinds.size(); i++) {
            if (kinds.get(i).name().equals(name)) {
                return i;
            }
        }
        return kinds.size();
    }

    /** The cell that this one is compared with; an emulated one is compared with none. */
    Baseline.Reference baseline(CellResult cell) {
        return cell.isEmulated() ? Baseline.Reference.NONE : new Baseline(cells).of(cell.cell());
    }

    /** Why a cell that has numbers is compared with none although native was measured; empty where it is, or was not. */
    public Optional<String> notCompared(CellResult cell) {
        return cell.valid().isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(baseline(cell).why());
    }

    /** Of every pair of hosts that trials were between; of {@link Pair#USUAL} where there were none. */
    public List<Surroundings> everyPair() {
        List<Pair> pairs = cells.stream().map(it -> it.cell().pair()).distinct().toList();
        return (pairs.isEmpty() ? List.of(Pair.USUAL) : pairs)
                .stream().map(surroundings::of).toList();
    }

    public long count(Verdict.Level level) {
        return cells.stream().mapToLong(it -> it.count(level)).sum();
    }

    public List<CellResult> unavailable() {
        return cells.stream().filter(it -> !it.isMeasured()).toList();
    }

    /** Cells that are measured in some blocks, and could not be run in others. */
    public List<CellResult> partlyRun() {
        return cells.stream()
                .filter(CellResult::isMeasured)
                .filter(it -> it.countNotRun() > 0)
                .toList();
    }
}
