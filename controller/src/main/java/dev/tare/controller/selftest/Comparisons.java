package dev.tare.controller.selftest;

import dev.tare.controller.analysis.measure.Roles;
import dev.tare.controller.analysis.statistics.Estimate;
import dev.tare.controller.analysis.statistics.Interval95;
import dev.tare.controller.analysis.statistics.PairedRatio;
import dev.tare.controller.analysis.summary.Analysis;
import dev.tare.controller.analysis.summary.CellResult;
import dev.tare.controller.analysis.summary.JudgedTrial;
import dev.tare.controller.trial.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds in an archive the cells that somebody else did, or did otherwise, and compares the probe with each. */
public final class Comparisons {

    private Comparisons() {}

    /** In the order of the archive's cells. */
    public static List<Comparison> of(Analysis analysis) {
        return analysis.cells().stream()
                .flatMap(cell -> Match.of(cell, analysis.cells()).stream())
                .flatMap(match -> compare(match).stream())
                .toList();
    }

    private static Optional<Comparison> compare(Match match) {
        return Roles.of(match.rival().cell()).map(roles -> {
            String metric = roles.metric().name();
            Pairs valid = Pairs.of(match, metric, JudgedTrial::isValid);
            // fewer say less than more that were disturbed
            return valid.count() >= PairedRatio.FEWEST_PAIRS
                    ? comparison(match, metric, valid, Comparison.Basis.VALID)
                    : comparison(
                            match,
                            metric,
                            Pairs.of(
                                    match,
                                    metric,
                                    trial -> trial.wasRun() && trial.verdict().level() != Verdict.Level.INVALID),
                            Comparison.Basis.DEGRADED);
        });
    }

    private static Comparison comparison(Match match, String metric, Pairs pairs, Comparison.Basis basis) {
        CellResult rival = match.rival();
        Optional<PairedRatio> ratio = pairs.ratio();
        return new Comparison(
                match.probe().runtimeTitle(),
                rival.cell().networkTitle(),
                String.join(
                        " ",
                        rival.cell().tuning().entrySet().stream()
                                .map(it -> it.getKey() + "=" + it.getValue())
                                .sorted()
                                .toList()),
                rival.cell().link(),
                rival.cell().side(),
                rival.cell().workload().name(),
                match.setting(),
                metric,
                match.against(),
                rival.trials().stream()
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
                ratio.isPresent() ? null : reason(match),
                ratio.isPresent() ? null : rival.remedy().orElse(null));
    }

    /** What is only DEGRADED would make a pair. */
    private static String reason(Match match) {
        return match.rival()
                .reason()
                .or(() -> invalid(match.rival()))
                .or(() ->
                        match.probe().reason().or(() -> invalid(match.probe())).map(why -> "the probe itself: " + why))
                .orElse("no block has both, the probe's trial and the engine's");
    }

    private static Optional<String> invalid(CellResult cell) {
        return cell.trials().stream()
                .map(JudgedTrial::verdict)
                .filter(verdict -> verdict.level() == Verdict.Level.INVALID)
                .flatMap(verdict -> verdict.reasons().stream())
                .findFirst();
    }

    /** Values of both by block. */
    private record Pairs(SortedMap<Integer, Double> builtin, SortedMap<Integer, Double> engine) {

        /** Repetitions of a plan, as most are. */
        private static final int USUAL_REPETITIONS = 10;

        private enum Half {
            BUILTIN,
            ENGINE
        }

        static Pairs of(Match match, String metric, Predicate<JudgedTrial> counts) {
            SortedMap<Integer, Double> ours = byBlock(match.probe(), metric, counts);
            SortedMap<Integer, Double> theirs = byBlock(match.rival(), metric, counts);
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

        /** What as many pairs as a usual plan has would tell, with the spread of these. */
        @Nullable
        Double resolves() {
            List<Double> logs = ratios().stream().map(Math::log).toList();
            Double sd = logs.isEmpty() ? null : Estimate.of(logs).sd();
            return sd == null ? null : Math.expm1(Interval95.resolves(sd, USUAL_REPETITIONS));
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
