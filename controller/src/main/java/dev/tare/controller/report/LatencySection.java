package dev.tare.controller.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;

import dev.tare.controller.analysis.measure.Percentiles;
import dev.tare.controller.analysis.measure.TrialNumbers;
import dev.tare.controller.analysis.summary.CellResult;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** Latency by percentile, all VALID trials of a cell merged. */
final class LatencySection implements Section {

    private static final double MAXIMUM = 100;

    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99, MAXIMUM};

    @Override
    public Optional<DomContent> render(Story story, FigureData figures) {
        List<FigureData.Curves> curves = figures.latency();
        if (curves.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Blocks.part(
                "latency",
                "Latency by percentile",
                div(each(
                        IntStream.range(0, curves.size()).boxed().toList(),
                        index -> Blocks.drawing(
                                "latency",
                                index,
                                curves.get(index).title()
                                        + ". Histograms of all VALID trials of a cell are merged, never averaged; each step to the"
                                        + " right is a tenth of the transactions that remain."))),
                Blocks.numbers(Blocks.grid(
                        List.of(
                                "Cell",
                                "of",
                                "p50, µs",
                                "p90, µs",
                                "p99, µs",
                                "p99.9, µs",
                                "p99.99, µs",
                                "max, µs",
                                "transactions"),
                        rows(story)))));
    }

    private static List<List<String>> rows(Story story) {
        List<List<String>> rows = new ArrayList<>();
        for (CellResult cell : story.analysis().cells()) {
            for (String metric : TrialNumbers.SPREADS) {
                cell.spread(metric).ifPresent(spread -> rows.add(row(cell, metric, spread)));
            }
        }
        return rows;
    }

    private static List<String> row(CellResult cell, String metric, Histogram spread) {
        List<String> row = new ArrayList<>(List.of(cell.cell().id(), Spreads.title(metric)));
        for (double percentile : PERCENTILES) {
            row.add(
                    percentile == MAXIMUM || Percentiles.shows(spread.getTotalCount(), percentile)
                            ? String.format(Locale.ROOT, "%.1f", spread.getValueAtPercentile(percentile) / 1e3)
                            : "–");
        }
        row.add(Long.toString(spread.getTotalCount()));
        return row;
    }
}
