package dev.tare.controller.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.ul;

import dev.tare.controller.analysis.claims.Agreement;
import dev.tare.controller.analysis.claims.Claims;
import dev.tare.controller.analysis.summary.CellResult;
import dev.tare.controller.analysis.summary.Summary;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What others published, beside ours, where the plan asks the same. */
final class ClaimsSection implements Section {

    @Override
    public Optional<DomContent> render(Story story, FigureData figures) {
        List<DomContent> parts = story.claims().stream()
                .map(claims -> new Part(claims, ClaimRow.of(story, claims)))
                .filter(part -> !part.rows().isEmpty())
                .map(ClaimsSection::one)
                .toList();
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(Blocks.part("claims", "Beside published numbers", div(each(parts, it -> it))));
    }

    private record Part(Claims claims, List<ClaimRow> rows) {}

    private static DomContent one(Part part) {
        Claims claims = part.claims();
        return div(
                p(
                        claims.title() + ". " + claims.setup()
                                + ". Compared are the ratios to native: they agree where the published one is within 5% of our interval."),
                Blocks.grid(
                        List.of(
                                "Runtime",
                                "Published mean ± SD, " + claims.unit(),
                                "Ours: mean ± SD, " + claims.unit(),
                                "Published against ours",
                                "Our cell, trials"),
                        part.rows().stream().map(row -> row(claims, row)).toList()),
                ul(each(claims.notes(), it -> li(it))),
                p("Source: " + claims.source() + ".").withClass("note"));
    }

    private static List<String> row(Claims claims, ClaimRow it) {
        Claims.Claim claim = it.claim();
        CellResult cell = it.cell();
        return List.of(
                claim != null ? claim.label() : cell == null ? "" : cell.runtimeTitle(),
                claim == null ? "not in the source" : published(claim),
                cell == null ? "not measured" : ours(claims, it.ours()),
                claim == null || cell == null ? "" : agreement(it.agreement()),
                cell == null ? "" : name(cell));
    }

    private static String published(Claims.Claim claim) {
        Double sd = claim.sd();
        return number(claim.mean()) + (sd == null ? "" : " ± " + Quantity.fixed(sd, 3));
    }

    private static String number(double value) {
        return Quantity.fixed(value, value == Math.rint(10 * value) / 10 ? 1 : 2);
    }

    private static String agreement(@Nullable Agreement it) {
        return it == null ? "the others are compared with it" : it.level().words() + ": " + it.why();
    }

    private static String name(CellResult cell) {
        return cell.cell().id() + ", n = " + cell.valid().size()
                + cell.limitedBy().map(it -> ", " + it).orElse("");
    }

    private static String ours(Claims claims, Summary.@Nullable MetricSummary it) {
        if (it == null) {
            return "no VALID trial";
        }
        Double sd = it.sd();
        return Quantity.fixed(it.mean() / claims.factorToBase(), 1)
                + (sd == null ? "" : " ± " + Quantity.fixed(sd / claims.factorToBase(), 3));
    }
}
