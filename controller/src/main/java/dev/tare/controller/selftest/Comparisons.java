package dev.tare.controller.selftest;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.EngineKind;
import dev.tare.common.catalog.OptionText;
import dev.tare.controller.analysis.measure.Roles;
import dev.tare.controller.analysis.statistics.Estimate;
import dev.tare.controller.analysis.statistics.Interval95;
import dev.tare.controller.analysis.statistics.PairedRatio;
import dev.tare.controller.analysis.summary.Analysis;
import dev.tare.controller.analysis.summary.CellResult;
import dev.tare.controller.analysis.summary.JudgedTrial;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds in an archive the cells that differ in their engine only, and compares the probe with each other one. */
public final class Comparisons {

    /** Fewer VALID pairs than this say less than more that were disturbed. */
    private static final int LEAST_PAIRS = 3;

    private Comparisons() {}

    /** In the order of the archive's cells. */
    public static List<Comparison> of(Analysis analysis) {
        List<Comparison> all = new ArrayList<>();
        for (CellResult cell : analysis.cells()) {
            if (!cell.cell().engine().equals(EngineKind.BUILTIN)) {
                analysis.cells().stream()
                        .filter(it -> isCounterpart(it.cell(), cell.cell()))
                        .findFirst()
                        .flatMap(builtin -> compare(builtin, cell))
                        .ifPresent(all::add);
            }
        }
        return List.copyOf(all);
    }

    private static boolean isCounterpart(Cell candidate, Cell cell) {
        return candidate.engine().equals(EngineKind.BUILTIN)
                && candidate.runtime().equals(cell.runtime())
                && candidate.network().equals(cell.network())
                && candidate.tuning().equals(cell.tuning())
                && candidate.workload().equals(cell.workload())
                && candidate.side().equals(cell.side())
                && candidate.linkBitsPerSecond() == cell.linkBitsPerSecond();
    }

    private static Optional<Comparison> compare(CellResult builtin, CellResult engine) {
        return Roles.of(engine.cell()).map(roles -> {
            String metric = roles.metric().name();
            Pairs valid = Pairs.of(builtin, engine, metric, JudgedTrial::isValid);
            return valid.count() >= LEAST_PAIRS
                    ? comparison(engine, metric, valid, Comparison.Basis.VALID)
                    : comparison(
                            engine,
                            metric,
                            Pairs.of(
                                    builtin,
                                    engine,
                                    metric,
                                    trial -> trial.wasRun() && trial.verdict().level() != Verdict.Level.INVALID),
                            Comparison.Basis.DEGRADED);
        });
    }

    private static Comparison comparison(CellResult engine, String metric, Pairs pairs, Comparison.Basis basis) {
        Optional<PairedRatio> ratio = pairs.ratio();
        return new Comparison(
                engine.cell().workload().name(),
                setting(engine.cell()),
                metric,
                engine.cell().engine(),
                engine.trials().stream()
                        .map(JudgedTrial::engineVersion)
                        .filter(version -> !version.isEmpty())
                        .findFirst()
                        .orElse(""),
                pairs.count(),
                basis,
                pairs.median(Pairs.Half.BUILTIN),
                pairs.median(Pairs.Half.ENGINE),
                pairs.medianRatio(),
                ratio.map(PairedRatio::ci95).orElse(null),
                pairs.resolves(),
                ratio.isPresent() ? null : reason(engine),
                ratio.isPresent() ? null : engine.remedy().orElse(null));
    }

    private static String reason(CellResult engine) {
        return engine.reason()
                .orElseGet(() -> engine.trials().stream()
                        .flatMap(trial -> trial.verdict().reasons().stream())
                        .findFirst()
                        .orElse("no block has both, the probe's trial and the engine's"));
    }

    /** What is not as usual, for people and for programs: {@code block 1MiB}. */
    private static String setting(Cell cell) {
        List<String> words = new ArrayList<>();
        Catalog.find(Catalog.workloads(), cell.workload().name()).stream()
                .flatMap(kind -> kind.options().stream())
                .forEach(option -> {
                    String wire = cell.workload().options().getOrDefault(option.name(), option.defaultValue());
                    if (!wire.equals(option.defaultValue())) {
                        words.add(option.name() + " " + OptionText.toText(option, wire));
                    }
                });
        return words.isEmpty() ? "defaults" : String.join(", ", words);
    }

    /** Values of both by block. */
    private record Pairs(SortedMap<Integer, Double> builtin, SortedMap<Integer, Double> engine) {

        /** Repetitions of a plan, as most are. */
        private static final int USUAL_REPETITIONS = 10;

        private enum Half {
            BUILTIN,
            ENGINE
        }

        static Pairs of(CellResult builtin, CellResult engine, String metric, Predicate<JudgedTrial> counts) {
            SortedMap<Integer, Double> ours = byBlock(builtin, metric, counts);
            SortedMap<Integer, Double> theirs = byBlock(engine, metric, counts);
            ours.keySet().retainAll(theirs.keySet());
            theirs.keySet().retainAll(ours.keySet());
            return new Pairs(ours, theirs);
        }

        private static SortedMap<Integer, Double> byBlock(
                CellResult cell, String metric, Predicate<JudgedTrial> counts) {
            SortedMap<Integer, Double> values = new TreeMap<>();
            for (JudgedTrial trial : cell.trials()) {
                Double value = trial.numbers().values().get(metric);
                if (value != null && value > 0 && counts.test(trial)) {
                    values.put(trial.trial().block(), value);
                }
            }
            return values;
        }

        int count() {
            return builtin.size();
        }

        Optional<PairedRatio> ratio() {
            return PairedRatio.of(builtin, engine);
        }

        @Nullable
        Double median(Half half) {
            List<Double> values = List.copyOf((half == Half.BUILTIN ? builtin : engine).values());
            return values.isEmpty() ? null : Estimate.of(values).median();
        }

        @Nullable
        Double medianRatio() {
            List<Double> ratios = ratios();
            return ratios.isEmpty() ? null : Estimate.of(ratios).median();
        }

        /** Half the width of the interval that as many pairs as a usual plan has would have, with the spread of these. */
        @Nullable
        Double resolves() {
            List<Double> logs = ratios().stream().map(Math::log).toList();
            Double sd = logs.isEmpty() ? null : Estimate.of(logs).sd();
            return sd == null ? null : Math.expm1(Interval95.halfWidth(sd, USUAL_REPETITIONS));
        }

        private List<Double> ratios() {
            List<Double> ratios = new ArrayList<>();
            builtin.forEach((block, ours) -> {
                Double theirs = engine.get(block);
                if (theirs != null) {
                    ratios.add(ours / theirs);
                }
            });
            return ratios;
        }
    }
}
