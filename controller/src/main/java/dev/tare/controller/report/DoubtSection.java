package dev.tare.controller.report;

import static j2html.TagCreator.code;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.ul;

import dev.tare.controller.analysis.summary.CellResult;
import dev.tare.controller.analysis.summary.JudgedTrial;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every trial that is not VALID, and why; and how many of a measured cell could not be run. */
final class DoubtSection implements Section {

    @Override
    public Optional<DomContent> render(Story story, FigureData figures) {
        List<JudgedTrial> doubtful = story.analysis().trials().stream()
                .filter(JudgedTrial::wasRun)
                .filter(it -> !it.isValid())
                .toList();
        List<CellResult> partly = story.analysis().partlyRun();
        List<String> defects = story.summary().run().defects();
        if (doubtful.isEmpty() && partly.isEmpty() && defects.isEmpty()) {
            return story.analysis().trials().isEmpty()
                    ? Optional.empty()
                    : Optional.of(Blocks.part(
                            "doubts", "Trials that are not VALID", p("None: every trial that was run is VALID.")));
        }
        return Optional.of(Blocks.part(
                "doubts",
                "Trials that are not VALID",
                p("They are kept in the archive and drawn above, but no statistic uses them.")
                        .withClass("note"),
                ul(each(doubtful, DoubtSection::trial), each(partly, DoubtSection::missing))
                        .withClass("doubts"),
                ul(each(defects, it -> li("The archive itself: " + it)))));
    }

    /** A cell with fewer trials than were asked for. */
    private static DomContent missing(CellResult it) {
        return li(
                span("not run").withClass("tag degraded"),
                code(it.cell().id()),
                ul(each(
                        it.notRun(),
                        why -> li(why.trials() + " of " + it.trials().size() + " trials could not be run: "
                                + why.words()))));
    }

    private static DomContent trial(JudgedTrial it) {
        String level = it.verdict().level().name();
        return li(
                span(it.wasInterrupted() ? "INTERRUPTED" : level).withClass("tag " + level.toLowerCase(Locale.ROOT)),
                code(it.trial().folder()),
                ul(each(it.verdict().reasons(), reason -> li(reason))),
                div(each(
                        it.stderrTails().entrySet(),
                        tail -> details(
                                summary("the last words of the " + tail.getKey().word() + "'s runtime on stderr"),
                                pre(tail.getValue())))));
    }
}
