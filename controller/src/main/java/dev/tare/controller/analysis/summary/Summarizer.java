package dev.tare.controller.analysis.summary;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tare.controller.analysis.measure.Surroundings;
import dev.tare.controller.analysis.statistics.Estimate;
import dev.tare.controller.archive.HostEnvironment;
import dev.tare.controller.lab.Lab;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** From an analysis to the document. */
public final class Summarizer {

    private final Analysis analysis;
    private final Ratios ratios;

    private Summarizer(Analysis analysis) {
        this.analysis = analysis;
        this.ratios = new Ratios(analysis);
    }

    public static Summary summarize(Analysis analysis) {
        Summarizer it = new Summarizer(analysis);
        return new Summary(
                Summary.SCHEMA_VERSION,
                it.run(),
                analysis.cells().stream().map(it::cell).toList());
    }

    private Summary.Run run() {
        List<Surroundings> surroundings = analysis.everyPair();
        Optional<JsonNode> header = analysis.archive().journal().stream().findFirst();
        Map<String, Summary.HostSummary> hosts = new TreeMap<>();
        analysis.archive().hosts().forEach((name, host) -> hosts.put(name, host(host)));
        TreeSet<String> digests = new TreeSet<>();
        analysis.archive().hosts().values().stream()
                .map(HostEnvironment::bundleDigest)
                .filter(digest -> !digest.isEmpty())
                .forEach(digests::add);
        return new Summary.Run(
                text(header, "name").orElse("unnamed"),
                header.map(it -> it.get("seed"))
                        .filter(JsonNode::isIntegralNumber)
                        .map(JsonNode::longValue)
                        .orElse(null),
                text(header, "plan_digest").orElse(null),
                text(header, "version").orElse(""),
                text(header, "started_at").orElse(firstStart()),
                header.map(it -> it.get("trials"))
                        .filter(JsonNode::isInt)
                        .map(JsonNode::intValue)
                        .orElse(null),
                analysis.trials().size(),
                analysis.trials().stream()
                        .mapToInt(it -> it.trial().block())
                        .max()
                        .orElse(0),
                new Summary.Counts(
                        analysis.count(Verdict.Level.VALID),
                        analysis.count(Verdict.Level.DEGRADED),
                        analysis.count(Verdict.Level.INVALID)),
                analysis.archive().lab().map(Lab::name).orElse(""),
                surroundings.getFirst().oneMachine(),
                surroundings.stream().anyMatch(Surroundings::sharedCpus),
                surroundings.getFirst().mtuBytes(),
                List.copyOf(digests),
                hosts,
                analysis.archive().defects());
    }

    private String firstStart() {
        return analysis.trials().stream()
                .findFirst()
                .map(it -> it.trialRecord().startedAt())
                .orElse("");
    }

    private static Optional<String> text(Optional<JsonNode> header, String key) {
        return header.map(it -> it.get(key)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    private static Summary.HostSummary host(HostEnvironment it) {
        return new Summary.HostSummary(
                it.hostname(),
                it.kernel(),
                it.os(),
                it.architecture(),
                it.cpuModel(),
                it.cpuCount(),
                it.allowedCpus(),
                it.memoryBytes(),
                it.agentVersion(),
                it.javaVersion());
    }

    private Summary.CellSummary cell(CellResult it) {
        Map<String, Integer> labels = new TreeMap<>();
        for (JudgedTrial trial : it.valid()) {
            trial.verdict().labels().forEach(label -> labels.merge(label, 1, Integer::sum));
        }
        return new Summary.CellSummary(
                it.cell().id(),
                it.cell().runtime().name(),
                it.cell().runtime().options(),
                it.trials().stream()
                        .map(JudgedTrial::runtimeVersion)
                        .filter(version -> !version.isEmpty())
                        .findFirst()
                        .orElse(""),
                it.isEmulated(),
                it.cell().network().name(),
                it.cell().network().options(),
                it.cell().tuning(),
                it.cell().workload().name(),
                it.cell().workload().options(),
                it.cell().engine(),
                it.trials().stream()
                        .map(JudgedTrial::engineVersion)
                        .filter(version -> !version.isEmpty())
                        .findFirst()
                        .orElse(""),
                it.cell().side(),
                it.cell().link(),
                it.cell().linkBitsPerSecond(),
                it.cell().pair(),
                it.ceilingBytesPerSecond(),
                it.isMeasured() ? "measured" : "unavailable",
                it.reason().orElse(null),
                it.remedy().orElse(null),
                new Summary.Counts(
                        it.count(Verdict.Level.VALID),
                        it.count(Verdict.Level.DEGRADED),
                        it.count(Verdict.Level.INVALID)),
                it.countNotRun(),
                it.notRun(),
                it.limitedBy().orElse(null),
                labels,
                told(it, JudgedTrial::congestionControl),
                told(it, JudgedTrial::tls),
                told(it, JudgedTrial::scheduling),
                metrics(it));
    }

    /** What the trials' sides told, by side, each once. */
    private static Map<String, List<String>> told(CellResult cell, Function<JudgedTrial, Map<Side, String>> what) {
        Map<String, TreeSet<String>> sets = new TreeMap<>();
        for (JudgedTrial trial : cell.trials()) {
            what.apply(trial)
                    .forEach((side, name) -> sets.computeIfAbsent(side.word(), _ -> new TreeSet<>())
                            .add(name));
        }
        Map<String, List<String>> lists = new TreeMap<>();
        sets.forEach((side, names) -> lists.put(side, List.copyOf(names)));
        return lists;
    }

    private SortedMap<String, Summary.MetricSummary> metrics(CellResult it) {
        SortedMap<String, Summary.MetricSummary> metrics = new TreeMap<>();
        for (String name : it.metricNames()) {
            SortedMap<Integer, Double> byBlock = it.byBlock(name);
            Ratios.Compared compared = ratios.of(it, name);
            Estimate estimate = Estimate.of(new ArrayList<>(byBlock.values()));
            metrics.put(
                    name,
                    new Summary.MetricSummary(
                            estimate.n(),
                            estimate.mean(),
                            estimate.sd(),
                            estimate.median(),
                            estimate.ci95(),
                            estimate.values(),
                            List.copyOf(byBlock.keySet()),
                            compared.ratio(),
                            compared.why()));
        }
        return metrics;
    }
}
