package dev.tare.controller.report;

import static j2html.TagCreator.dd;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.header;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;
import static j2html.TagCreator.ul;

import dev.tare.controller.analysis.measure.Roles;
import dev.tare.controller.analysis.summary.CellResult;
import dev.tare.controller.analysis.summary.Summary;
import dev.tare.controller.trial.Pair;
import dev.tare.controller.trial.TrialRecord;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was asked, and the answer in one sentence. */
final class OpeningSection implements Section {

    @Override
    public Optional<DomContent> render(Story story, FigureData figures) {
        Summary.Run run = story.summary().run();
        Headline headline = new Headline(story);
        List<Comparison> findings = headline.findings();
        return Optional.of(header(
                p(span("tare").withClass("word"), span(" · " + run.name() + day(run)))
                        .withClass("brand"),
                h1("What a container costs on the wire"),
                p(headline.sentence()).withClass("lead"),
                iff(
                        !findings.isEmpty() && !isAll(findings, headline),
                        ul(each(findings, OpeningSection::finding)).withClass("findings")),
                counts(run),
                p(asked(story)).withClass("asked")));
    }

    private static boolean isAll(List<Comparison> findings, Headline headline) {
        return findings.size() == 1 && (findings.getFirst().text() + ".").equalsIgnoreCase(headline.sentence());
    }

    /** Of several networks each has a line. */
    private static DomContent finding(Comparison finding) {
        return finding.parts().size() == 1
                ? li(finding.text() + ".")
                : li(text(finding.subject() + ":"), ul(each(finding.parts(), part -> li(part))));
    }

    private static String day(Summary.Run run) {
        String at = run.startedAt();
        return at.length() >= 16 ? " · " + at.substring(0, 10) + " " + at.substring(11, 16) + " UTC" : "";
    }

    private static DomContent counts(Summary.Run run) {
        return dl(
                        count("VALID", run.counts().valid(), "valid"),
                        count("DEGRADED", run.counts().degraded(), "degraded"),
                        count("INVALID", run.counts().invalid(), "invalid"),
                        count("blocks", run.blocks(), "plain"))
                .withClass("counts");
    }

    private static DomContent count(String name, long count, String kind) {
        return div(dt(name), dd(Long.toString(count))).withClass("count " + (count == 0 ? "none" : kind));
    }

    private static String asked(Story story) {
        List<CellResult> cells = story.analysis().cells();
        if (cells.isEmpty()) {
            return "The plan's cells left no trial.";
        }
        TrialRecord.Timing timing =
                story.analysis().trials().getFirst().trialRecord().timing();
        return "Asked: runtimes " + names(cells, CellResult::runtimeTitle)
                + "; networks " + names(cells, it -> it.cell().networkTitle())
                + "; workloads " + names(cells, it -> it.cell().workload().name())
                + "; links " + names(cells, it -> it.cell().link())
                + (cells.stream().allMatch(it -> it.cell().pair().equals(Pair.USUAL))
                        ? ""
                        : "; hosts " + names(cells, it -> it.cell().pair().title()))
                + ". " + sides(cells) + " Each trial is a fresh instance: " + seconds(timing.warmupNanos())
                + " s of warm-up, then " + seconds(timing.durationNanos()) + " s measured in intervals of "
                + Quantity.fixed(timing.intervalNanos() / 1e6, 0) + " ms, in blocks whose order is shuffled."
                + (cells.stream().anyMatch(CellResult::isEmulated)
                        ? " What is marked as emulated ran on a processor made of software: it is compared with"
                                + " nothing."
                        : "");
    }

    private static String sides(List<CellResult> cells) {
        Map<Boolean, List<CellResult>> byBoth = cells.stream()
                .collect(Collectors.partitioningBy(it -> it.cell().side().equals(Roles.BOTH)));
        List<CellResult> both = byBoth.getOrDefault(true, List.of());
        List<CellResult> one = byBoth.getOrDefault(false, List.of());
        String text = one.isEmpty()
                ? ""
                : "The runtime under test is the "
                        + String.join(
                                " or the ",
                                one.stream()
                                        .map(it -> it.cell().side())
                                        .distinct()
                                        .toList())
                        + " side, the peer is native.";
        return Stream.of(
                        text,
                        both.isEmpty()
                                ? ""
                                : (one.isEmpty() ? "Both" : "In other cells both")
                                        + " sides are in the runtime under test: there is no peer.")
                .filter(it -> !it.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String seconds(long nanos) {
        return Quantity.fixed(nanos / 1e9, nanos % 1_000_000_000L == 0 ? 0 : 1);
    }

    private static String names(List<CellResult> cells, Function<CellResult, String> name) {
        return cells.stream().map(name).distinct().collect(Collectors.joining(", "));
    }
}
