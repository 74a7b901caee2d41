package dev.tare.controller.report;

import dev.tare.controller.analysis.measure.CpuUse;
import dev.tare.controller.analysis.measure.TrialNumbers;
import dev.tare.controller.analysis.statistics.Interval95;
import dev.tare.controller.analysis.summary.Analysis;
import dev.tare.controller.analysis.summary.CellResult;
import dev.tare.controller.analysis.summary.JudgedTrial;
import dev.tare.controller.analysis.summary.NotRun;
import dev.tare.controller.analysis.summary.SeriesPoint;
import dev.tare.controller.analysis.summary.Summary;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Side;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The files of {@code tables/}, for spreadsheets, R and pandas; base units in the headers. */
final class Tables {

    private Tables() {}

    /** By file name. */
    static SortedMap<String, String> of(Story story) {
        Analysis analysis = story.analysis();
        SortedMap<String, String> files = new TreeMap<>();
        files.put("cells.csv", cells(story.summary()));
        files.put("trials.csv", trials(analysis));
        files.put("intervals.csv", intervals(analysis));
        files.put("latency.csv", latency(analysis));
        files.put("cpu.csv", cpu(analysis));
        ClaimTable.of(story).ifPresent(it -> files.put("claims.csv", it));
        GeneratorTable.of(analysis).ifPresent(it -> files.put("generators.csv", it));
        BurstTable.of(analysis).ifPresent(it -> files.put("bursts.csv", it));
        return files;
    }

    private static String cells(Summary summary) {
        Csv csv = new Csv(
                "cell",
                "runtime",
                "runtime_options",
                "network",
                "tuning",
                "workload",
                "workload_options",
                "engine",
                "side",
                "link",
                "link_bits_per_second",
                "client_host",
                "server_host",
                "status",
                "reason",
                "limited_by",
                "valid",
                "degraded",
                "invalid",
                "not_run",
                "not_run_reasons",
                "metric",
                "n",
                "mean",
                "sd",
                "median",
                "ci95_low",
                "ci95_high",
                "ratio_reference",
                "ratio_pairs",
                "ratio",
                "ratio_ci95_low",
                "ratio_ci95_high",
                "ratio_meaning",
                "no_ratio");
        for (Summary.CellSummary cell : summary.cells()) {
            if (cell.metrics().isEmpty()) {
                cellRow(csv, cell, null, null);
            }
            cell.metrics().forEach((name, metric) -> cellRow(csv, cell, name, metric));
        }
        return csv.toString();
    }

    private static void cellRow(
            Csv csv, Summary.CellSummary cell, @Nullable String name, Summary.@Nullable MetricSummary metric) {
        Interval95 ci = metric == null ? null : metric.ci95();
        Summary.RatioSummary ratio = metric == null ? null : metric.ratioToNative();
        Interval95 ratioCi = ratio == null ? null : ratio.ci95();
        csv.row(
                cell.id(),
                cell.runtime(),
                options(cell.runtimeOptions()),
                cell.network(),
                options(cell.tuning()),
                cell.workload(),
                options(cell.workloadOptions()),
                cell.engine(),
                cell.side(),
                cell.link(),
                cell.linkBitsPerSecond(),
                cell.pair().client(),
                cell.pair().server(),
                cell.status(),
                cell.reason(),
                cell.limitedBy(),
                cell.counts().valid(),
                cell.counts().degraded(),
                cell.counts().invalid(),
                cell.notRun(),
                cell.notRunReasons().stream().map(NotRun::reason).collect(Collectors.joining("; ")),
                name,
                metric == null ? null : metric.n(),
                metric == null ? null : metric.mean(),
                metric == null ? null : metric.sd(),
                metric == null ? null : metric.median(),
                ci == null ? null : ci.low(),
                ci == null ? null : ci.high(),
                ratio == null ? null : ratio.reference(),
                ratio == null ? null : ratio.pairs(),
                ratio == null ? null : ratio.ratio(),
                ratioCi == null ? null : ratioCi.low(),
                ratioCi == null ? null : ratioCi.high(),
                ratio == null ? null : ratio.meaning(),
                metric == null ? null : metric.noRatio());
    }

    private static String trials(Analysis analysis) {
        Csv csv = new Csv(
                "trial",
                "block",
                "order",
                "cell",
                "started_at",
                "status",
                "verdict",
                "labels",
                "reasons",
                "metric",
                "value");
        for (JudgedTrial trial : analysis.trials()) {
            if (trial.numbers().values().isEmpty()) {
                trialRow(csv, trial, null, null);
            }
            trial.numbers().values().forEach((name, value) -> trialRow(csv, trial, name, value));
        }
        return csv.toString();
    }

    private static void trialRow(Csv csv, JudgedTrial trial, @Nullable String metric, @Nullable Double value) {
        csv.row(
                trial.trial().folder(),
                trial.trial().block(),
                trial.trial().order(),
                trial.cell().id(),
                trial.trialRecord().startedAt(),
                trial.trialRecord().status().name(),
                trial.wasRun() ? trial.verdict().level().name() : "",
                String.join(" ", trial.verdict().labels()),
                String.join("; ", trial.verdict().reasons()),
                metric,
                value);
    }

    private static String intervals(Analysis analysis) {
        Csv csv = new Csv("trial", "cell", "measured", "middle_seconds", "length_seconds", "per_second");
        for (JudgedTrial trial : analysis.trials()) {
            for (SeriesPoint point : trial.series()) {
                csv.row(
                        trial.trial().folder(),
                        trial.cell().id(),
                        point.measured(),
                        point.seconds(),
                        point.lengthSeconds(),
                        point.perSecond());
            }
        }
        return csv.toString();
    }

    private static String latency(Analysis analysis) {
        Csv csv = new Csv("cell", "runtime", "network", "link", "percentile", "latency_ns", "count", "metric");
        for (CellResult cell : analysis.cells()) {
            for (String metric : TrialNumbers.SPREADS) {
                cell.spread(metric).ifPresent(spread -> latency(csv, cell, metric, spread));
            }
        }
        return csv.toString();
    }

    private static void latency(Csv csv, CellResult cell, String metric, Histogram spread) {
        Cell it = cell.cell();
        for (PercentileCurve.Point point : PercentileCurve.of(spread)) {
            csv.row(
                    it.id(),
                    cell.runtimeTitle(),
                    it.networkTitle(),
                    it.link(),
                    point.percentile(),
                    point.nanos(),
                    spread.getTotalCount(),
                    metric);
        }
    }

    private static String cpu(Analysis analysis) {
        Csv csv = new Csv(
                "trial",
                "cell",
                "side",
                "cpus",
                "busy_ns",
                "softirq_ns",
                "steal_ns",
                "total_ns",
                "busiest_core_share",
                "runtime_ns",
                "agent_ns",
                "context_switches",
                "covered_ns");
        for (JudgedTrial trial : analysis.trials()) {
            for (Side side : Side.values()) {
                CpuUse use = trial.cpus().get(side);
                if (use != null) {
                    csv.row(
                            trial.trial().folder(),
                            trial.cell().id(),
                            side.word(),
                            use.cpus(),
                            use.busyNanos(),
                            use.softirqNanos(),
                            use.stealNanos(),
                            use.totalNanos(),
                            use.busiestCore(),
                            use.runtimeNanos(),
                            use.agentNanos(),
                            use.contextSwitches(),
                            use.coveredNanos());
                }
            }
        }
        return csv.toString();
    }

    private static String options(Map<String, String> options) {
        return options.entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue())
                .collect(Collectors.joining(" "));
    }
}
