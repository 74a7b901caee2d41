package dev.tare.controller.report;

import dev.tare.controller.analysis.measure.Pace;
import dev.tare.controller.analysis.summary.CellResult;
import dev.tare.controller.analysis.summary.Summary;
import dev.tare.controller.analysis.verdict.Labels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** In words: cells whose rate the plan set, compared by what came of it: the latency of requests, the loss of datagrams. */
final class OpenLoop {

    private static final List<String> PERCENTILES = List.of("p50", "p99");

    private final Story story;
    private final Pace pace;

    private OpenLoop(Story story, Pace pace) {
        this.story = story;
        this.pace = pace;
    }

    /** Whether the plan set the rate of these cells. */
    static boolean is(Story.Group group) {
        return Pace.of(group.first().cell()).isPresent();
    }

    /** Empty where nothing can be said, or where each request follows the one before. */
    static Optional<Comparison> comparison(Story story, Story.Group group) {
        return Pace.of(group.first().cell()).flatMap(pace -> new OpenLoop(story, pace).comparison(group));
    }

    private Optional<Comparison> comparison(Story.Group group) {
        Map<String, List<String>> byNetwork = new LinkedHashMap<>();
        group.measured()
                .forEach(cell -> phrase(cell)
                        .ifPresent(text -> byNetwork
                                .computeIfAbsent(cell.cell().networkTitle(), key -> new java.util.ArrayList<>())
                                .add(text)));
        return byNetwork.isEmpty()
                ? Optional.empty()
                : Optional.of(new Comparison(
                        group.title() + " on the " + group.linkTitle() + ", "
                                + (pace.stream() ? "loss" : "latency relative to native"),
                        byNetwork.entrySet().stream()
                                .map(it -> it.getKey() + " network: " + String.join(", ", it.getValue()))
                                .toList()));
    }

    private Optional<String> phrase(CellResult cell) {
        if (cell.isMostly(Labels.RATE_NOT_REACHED)) {
            return story.metric(cell, pace.metric())
                    .map(it -> cell.runtimeTitle() + " reaches "
                            + Quantity.fixed(100 * it.mean() / pace.askedPerSecond(), 1) + "% of the rate");
        }
        if (pace.stream()) {
            return story.metric(cell, "loss_ratio")
                    .map(it -> cell.runtimeTitle() + " " + Quantity.fixed(100 * it.mean(), 3) + "%");
        }
        String text = PERCENTILES.stream()
                .flatMap(name -> ratio(cell, name).map(it -> name + " " + RatioWords.amount(cell, it)).stream())
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? Optional.empty() : Optional.of(cell.runtimeTitle() + " " + text);
    }

    private Optional<Summary.RatioSummary> ratio(CellResult cell, String percentile) {
        return story.metric(cell, "latency_ns." + percentile).map(Summary.MetricSummary::ratioToNative);
    }
}
