package dev.tare.controller.report;

import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.tare.controller.analysis.statistics.Interval95;
import dev.tare.controller.analysis.summary.CellResult;
import dev.tare.controller.analysis.summary.MetricClass;
import dev.tare.controller.analysis.summary.Summary;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables: for each workload on each link, metric by metric, the runtimes below each other. */
final class ResultsSection implements Section {

    private static final List<String> NUMBERS =
            List.of("n", "Mean", "SD", "Median", "95% CI of the mean", "Ratio to native (95% CI)");

    @Override
    public Optional<DomContent> render(Story story, FigureData figures) {
        List<DomContent> tables = new ArrayList<>();
        for (Story.Group group : story.groups()) {
            List<DomContent> main = bodies(story, group, true);
            List<DomContent> more = bodies(story, group, false);
            if (!main.isEmpty()) {
                tables.add(h3(group.title() + ", " + group.linkTitle()));
                tables.add(grid(main));
            }
            if (!more.isEmpty()) {
                tables.add(details(summary("More metrics of " + group.title() + ", " + group.linkTitle()), grid(more)));
            }
        }
        if (tables.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Blocks.part(
                "results",
                "Results",
                p("Over VALID trials, one value per block. SD with n − 1; Student t interval; ratios paired by block,"
                                + " on logarithms, against native on the same network (or on the host's where native was not"
                                + " measured there, which is then said). A ratio in grey is not the runtime's cost: the wire, the plan or the peer set it. “Or"
                                + " less”, or “or more” where more is worse, stands where native itself was held back, or where"
                                + " what the peer did is in the number.")
                        .withClass("note"),
                div(each(tables, it -> it))));
    }

    private static DomContent grid(List<DomContent> bodies) {
        return div(table(
                        thead(tr(
                                th("Metric and runtime").attr("scope", "col"),
                                th("Network").attr("scope", "col"),
                                each(NUMBERS, it -> th(it).attr("scope", "col").withClass("n")))),
                        each(bodies, it -> it)))
                .withClass("scroll");
    }

    /** One table body for each metric. */
    private static List<DomContent> bodies(Story story, Story.Group group, boolean main) {
        List<DomContent> bodies = new ArrayList<>();
        for (Quantity quantity : Quantity.ALL) {
            if (quantity.isMain() != main) {
                continue;
            }
            List<DomContent> rows = new ArrayList<>();
            for (CellResult cell : group.cells()) {
                story.metric(cell, quantity.metric()).ifPresent(metric -> rows.add(row(cell, quantity, metric)));
            }
            if (!rows.isEmpty()) {
                bodies.add(tbody(
                        tr(th(quantity.title() + ", " + quantity.unit())
                                        .attr("colspan", Integer.toString(2 + NUMBERS.size()))
                                        .attr("scope", "rowgroup"))
                                .withClass("metric"),
                        each(rows, it -> it)));
            }
        }
        return bodies;
    }

    private static DomContent row(CellResult cell, Quantity quantity, Summary.MetricSummary metric) {
        Double sd = metric.sd();
        String tag = quantity.isThroughput() ? cell.limitedBy().orElse("") : "";
        return tr(
                th(span(cell.runtimeTitle()), span(tag).withClass("tag")).attr("scope", "row"),
                td(cell.cell().networkTitle()),
                td(Integer.toString(metric.n())).withClass("n"),
                td(quantity.text(metric.mean())).withClass("n strong"),
                td(sd == null ? "–" : quantity.text(sd)).withClass("n"),
                td(quantity.text(metric.median())).withClass("n"),
                td(interval(quantity, metric.ci95())).withClass("n"),
                ratio(cell, metric, MetricClass.of(quantity.metric())));
    }

    private static String interval(Quantity quantity, @Nullable Interval95 ci) {
        return ci == null ? "–" : quantity.text(ci.low()) + " – " + quantity.text(ci.high());
    }

    private static DomContent ratio(CellResult cell, Summary.MetricSummary metric, MetricClass kind) {
        Summary.RatioSummary ratio = metric.ratioToNative();
        if (ratio == null) {
            String why = metric.noRatio();
            return td(why == null ? "" : "none: " + why).withClass("n grey");
        }
        Interval95 ci = ratio.ci95();
        String text = Quantity.fixed(ratio.ratio(), 3)
                + (ci == null ? "" : " (" + Quantity.fixed(ci.low(), 3) + " – " + Quantity.fixed(ci.high(), 3) + ")");
        String to = RatioWords.otherNetwork(cell, ratio)
                .map(it -> ", to native on the " + it + " network")
                .orElse("");
        return switch (ratio.meaning()) {
            case COST -> td(text + to).withClass("n");
            case COST_AT_LEAST ->
                td(text + (kind.isHigherBetter() ? " or less" : " or more") + to)
                        .withClass("n");
            case NOT_A_COST -> td(text + ", not a cost" + to).withClass("n grey");
        };
    }
}
