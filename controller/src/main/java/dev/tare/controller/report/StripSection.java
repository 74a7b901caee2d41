package dev.tare.controller.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.p;

import dev.tare.controller.analysis.summary.CellResult;
import dev.tare.controller.analysis.summary.JudgedTrial;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Throughput, or whatever else is a workload's result: each trial a dot, one facet for each link. */
final class StripSection implements Section {

    @Override
    public Optional<DomContent> render(Story story, FigureData figures) {
        List<FigureData.Strips> strips = figures.strips();
        if (strips.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Blocks.part(
                "throughput",
                "Every trial",
                div(each(
                        IntStream.range(0, strips.size()).boxed().toList(),
                        index -> figure(story, strips.get(index), index))),
                div(each(
                        story.groups(),
                        group -> p(Headline.wire(group)
                                        .map(words -> "Wire-limited: " + words
                                                + "; compare such cells by CPU cost, by tcp-rr and"
                                                + " on an unlimited link.")
                                        .orElse(""))
                                .withCondClass(Headline.wire(group).isPresent(), "note")))));
    }

    private static DomContent figure(Story story, FigureData.Strips strips, int index) {
        return div(
                Blocks.drawing(
                        "strip",
                        index,
                        strips.title() + " in " + strips.unit()
                                + ". Filled dots are VALID trials, hollow ones DEGRADED,"
                                + " crosses INVALID; the bar is the mean of VALID trials with its 95% confidence interval"
                                + " (Student t over blocks). "
                                + (hasCeiling(strips)
                                        ? "Dashed is the most that the link carries in the row's packets. "
                                        : "")
                                + "Facets have scales of their own."),
                Blocks.numbers(Blocks.grid(
                        List.of("Cell", "Block", strips.title() + ", " + strips.unit(), "Verdict", "Labels"),
                        rows(story, strips))));
    }

    private static boolean hasCeiling(FigureData.Strips strips) {
        return strips.facets().stream().flatMap(facet -> facet.rows().stream()).anyMatch(row -> row.ceiling() != null);
    }

    private static List<List<String>> rows(Story story, FigureData.Strips strips) {
        List<List<String>> rows = new ArrayList<>();
        Quantity quantity = Quantity.ALL.stream()
                .filter(it -> it.metric().equals(strips.id()))
                .findFirst()
                .orElseThrow();
        for (CellResult cell : story.analysis().cells()) {
            for (JudgedTrial trial : cell.trials()) {
                Double value = trial.numbers().values().get(quantity.metric());
                if (value != null) {
                    rows.add(List.of(
                            cell.cell().id(),
                            Integer.toString(trial.trial().block()),
                            quantity.text(value),
                            trial.verdict().level().name(),
                            String.join(", ", trial.verdict().labels())));
                }
            }
        }
        return rows;
    }
}
