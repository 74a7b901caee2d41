package dev.tare.controller.report;

import static j2html.TagCreator.body;
import static j2html.TagCreator.each;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.head;
import static j2html.TagCreator.html;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.script;
import static j2html.TagCreator.style;
import static j2html.TagCreator.title;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Optional;

/**
 * The page, self-contained. Text goes through j2html, which escapes; raw are only the report's own style and scripts, and
 * the figures' data, in which nothing can end its element. The policy lets no other script run, whatever slips through.
 */
final class ReportPage {

    private static final List<Section> SECTIONS = List.of(
            new OpeningSection(),
            new StripSection(),
            new LatencySection(),
            new CpuSection(),
            new SeriesSection(),
            new ResultsSection(),
            new GeneratorsSection(),
            new ClaimsSection(),
            new DoubtSection(),
            new UnavailableSection(),
            new EnvironmentSection(),
            new MethodSection());

    private final Story story;
    private final FigureData figures;

    ReportPage(Story story) {
        this.story = story;
        this.figures = FigureData.of(story);
    }

    String render() {
        String d3 = Assets.d3();
        String own = Assets.script();
        String policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action"
                + " 'none'; script-src " + Assets.policyHash(d3) + " " + Assets.policyHash(own);
        return "<!DOCTYPE html>\n"
                + html(
                                head(
                                        meta().withCharset("utf-8"),
                                        meta().attr("http-equiv", "Content-Security-Policy")
                                                .withContent(policy),
                                        meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                                        meta().withName("color-scheme").withContent("light dark"),
                                        meta().withName("generator").withContent("Tare"),
                                        title("Tare: " + story.summary().run().name()),
                                        style(rawHtml(Assets.style()))),
                                body(
                                        main(each(sections(), it -> it)),
                                        footer(p(
                                                "Made by Tare from the archive's raw data; tare report computes it again,"
                                                        + " byte for byte. Figures are drawn with D3 (ISC licence).")),
                                        script(rawHtml(figures.toScript()))
                                                .withType("application/json")
                                                .withId("tare-data"),
                                        script(rawHtml(d3)),
                                        script(rawHtml(own))))
                        .withLang("en")
                        .render()
                + "\n";
    }

    private List<DomContent> sections() {
        return SECTIONS.stream()
                .map(section -> section.render(story, figures))
                .flatMap(Optional::stream)
                .toList();
    }
}
