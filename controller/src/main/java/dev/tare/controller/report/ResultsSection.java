package dev.tare.controller.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.tare.controller.analysis.statistics.Interval95;
import dev.tare.controller.analysis.summary.CellResult;
import dev.tare.controller.analysis.summary.Summary;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table. */
final class ResultsSection implements Section {

    @Override
    public Optional<DomContent> render(Story story) {
        List<DomContent> tables = new ArrayList<>();
        for (Story.Group group : story.groups()) {
            List<DomContent> rows = rows(story, group);
            if (!rows.isEmpty()) {
                tables.add(h3(group.workload() + ", " + group.linkTitle()));
                tables.add(div(table(
                                thead(tr(each(
                                        List.of(
                                                "Runtime",
                                                "Network",
                                                "Metric",
                                                "Unit",
                                                "n",
                                                "Mean",
                                                "SD",
                                                "Median",
                                                "95% CI of the mean",
                                                "Ratio to native (95% CI)"),
                                        it -> th(it).attr("scope", "col")))),
                                tbody(each(rows, it -> it))))
                        .withClass("scroll"));
            }
        }
        if (tables.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Blocks.part(
                "results",
                "Results",
                p("Over VALID trials, one value per block. SD with n − 1; Student t interval; ratios paired by block, on"
                                + " logarithms, against native on the same network (or on the host's where native was not"
                                + " measured there). A ratio in grey is not the runtime's cost: the wire or the peer set it.")
                        .withClass("note"),
                div(each(tables, it -> it))));
    }

    private static List<DomContent> rows(Story story, Story.Group group) {
        List<DomContent> rows = new ArrayList<>();
        for (CellResult cell : group.cells()) {
            boolean first = true;
            for (Quantity quantity : Quantity.ALL) {
                Optional<Summary.MetricSummary> metric = story.metric(cell, quantity.metric());
                if (metric.isPresent()) {
                    rows.add(row(cell, quantity, metric.get(), first));
                    first = false;
                }
            }
        }
        return rows;
    }

    private static DomContent row(CellResult cell, Quantity quantity, Summary.MetricSummary metric, boolean first) {
        Double sd = metric.sd();
        return tr(
                        th(first ? cell.runtimeTitle() : "").attr("scope", "row"),
                        td(first ? cell.cell().network().name() : ""),
                        td(
                                span(quantity.title()),
                                span(first ? cell.limitedBy().orElse("") : "").withClass("tag")),
                        td(quantity.unit()),
                        td(Integer.toString(metric.n())).withClass("n"),
                        td(quantity.text(metric.mean())).withClass("n strong"),
                        td(sd == null ? "–" : quantity.text(sd)).withClass("n"),
                        td(quantity.text(metric.median())).withClass("n"),
                        td(interval(quantity, metric.ci95())).withClass("n"),
                        ratio(metric.ratioToNative()))
                .withCondClass(first, "first");
    }

    private static String interval(Quantity quantity, @Nullable Interval95 ci) {
        return ci == null ? "–" : quantity.text(ci.low()) + " – " + quantity.text(ci.high());
    }

    private static DomContent ratio(Summary.@Nullable RatioSummary ratio) {
        if (ratio == null) {
            return td("").withClass("n");
        }
        Interval95 ci = ratio.ci95();
        String text = Quantity.fixed(ratio.ratio(), 3)
                + (ci == null ? "" : " (" + Quantity.fixed(ci.low(), 3) + " – " + Quantity.fixed(ci.high(), 3) + ")");
        return switch (ratio.meaning()) {
            case COST -> td(text).withClass("n");
            case COST_AT_LEAST -> td(text + " or less").withClass("n");
            case NOT_A_COST -> td(text + ", not a cost").withClass("n grey");
        };
    }
}
