package dev.tare.controller.report;

import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.noscript;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import java.util.List;

/** Building blocks that sections share. */
final class Blocks {

    private Blocks() {}

    static DomContent part(String id, String heading, DomContent... content) {
        return section(h2(heading), each(List.of(content), it -> it)).withId(id);
    }

    /** A place where the page's script draws figure {@code kind}; {@code words} say what is to be seen. */
    static DomContent drawing(String kind, int index, String words) {
        return drawing(kind, index, words, "the table below has its numbers");
    }

    /** @param instead where its numbers are to be found without the script */
    static DomContent drawing(String kind, int index, String words, String instead) {
        return figure(
                        div().withClass("canvas").attr("data-figure", kind).attr("data-index", Integer.toString(index)),
                        noscript(p("This figure needs JavaScript; " + instead + ".")),
                        figcaption(words))
                .withClass("figure");
    }

    static DomContent numbers(DomContent table) {
        return details(summary("The numbers as a table"), table).withClass("numbers");
    }

    /** The first column is the row's heading. */
    static DomContent grid(List<String> header, List<List<String>> rows) {
        return div(table(
                        thead(tr(each(header, it -> th(it).attr("scope", "col")))),
                        tbody(each(
                                rows,
                                row -> tr(
                                        th(row.getFirst()).attr("scope", "row"),
                                        each(row.subList(1, row.size()), cell -> td(cell)))))))
                .withClass("scroll");
    }
}
