package dev.tare.controller.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.label;
import static j2html.TagCreator.option;
import static j2html.TagCreator.select;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** One trial, interval by interval. */
final class SeriesSection implements Section {

    @Override
    public Optional<DomContent> render(Story story, FigureData figures) {
        List<FigureData.Series> series = figures.series();
        if (series.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Blocks.part(
                "series",
                "One trial, interval by interval",
                div(
                                label("Trial").attr("for", "trial"),
                                select(each(
                                                IntStream.range(0, series.size())
                                                        .boxed()
                                                        .toList(),
                                                index -> {
                                                    var it = option(title(series.get(index)))
                                                            .withValue(Integer.toString(index));
                                                    return index == figures.chosen()
                                                            ? it.attr("selected", "selected")
                                                            : it;
                                                }))
                                        .withId("trial"))
                        .withClass("choice"),
                Blocks.drawing(
                        "series",
                        0,
                        "The result in each interval, on the counting side's own clock; warm-up is shaded and counts for"
                                + " nothing. First shown is the median trial of the first cell. All intervals of all trials"
                                + " are in tables/intervals.csv.",
                        "tables/intervals.csv has its numbers"),
                Blocks.numbers(div().withId("series-table").withClass("scroll")),
                h3("What both hosts did, on one clock"),
                Blocks.drawing(
                        "lanes",
                        0,
                        "The same trial from its first step to its last, on the controller's clock; a probe inside gVisor or a"
                                + " virtual machine has a clock of its own, which is put on it as well. Warm-up and window are"
                                + " drawn shorter than they are. Point at a step to see how long it took and how well its instant is known;"
                                + " tables/timeline-….csv has all events, and tables/trace-….json opens in ui.perfetto.dev.",
                        "tables/timeline-….csv has its events"),
                Blocks.numbers(div().withId("lanes-table").withClass("scroll"))));
    }

    private static String title(FigureData.Series it) {
        return it.level().equals("VALID") ? it.title() : it.title() + " · " + it.level();
    }
}
