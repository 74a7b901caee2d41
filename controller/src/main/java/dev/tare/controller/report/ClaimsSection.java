package dev.tare.controller.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.ul;

import dev.tare.controller.analysis.claims.Claims;
import dev.tare.controller.analysis.summary.CellResult;
import dev.tare.controller.analysis.summary.Summary;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What others published, beside ours, where the plan asks the same. */
final class ClaimsSection implements Section {

    @Override
    public Optional<DomContent> render(Story story, FigureData figures) {
        List<DomContent> parts = story.claims().stream()
                .filter(claims -> story.analysis().cells().stream().anyMatch(cell -> matches(claims, cell)))
                .map(claims -> one(story, claims))
                .toList();
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(Blocks.part("claims", "Beside published numbers", div(each(parts, it -> it))));
    }

    private static DomContent one(Story story, Claims claims) {
        return div(
                p(claims.title() + ". " + claims.setup() + "."),
                Blocks.grid(
                        List.of(
                                "Runtime",
                                "Published mean ± SD, " + claims.unit(),
                                "Ours: mean ± SD, " + claims.unit(),
                                "Our cell, trials"),
                        rows(story, claims)),
                ul(each(claims.notes(), it -> li(it))),
                p("Source: " + claims.source() + ".").withClass("note"));
    }

    private static List<List<String>> rows(Story story, Claims claims) {
        List<List<String>> rows = new ArrayList<>();
        for (Claims.Claim claim : claims.values()) {
            List<CellResult> ours = cells(story, claims)
                    .filter(it -> it.cell().runtime().name().equals(claim.runtime()))
                    .toList();
            String published = Quantity.fixed(claim.mean(), 1) + " ± " + Quantity.fixed(claim.sd(), 3);
            if (ours.isEmpty()) {
                rows.add(List.of(claim.label(), published, "not measured", ""));
            }
            for (CellResult cell : ours) {
                rows.add(List.of(claim.label(), published, ours(story, claims, cell), name(cell)));
            }
        }
        cells(story, claims)
                .filter(it -> claims.values().stream()
                        .noneMatch(claim ->
                                claim.runtime().equals(it.cell().runtime().name())))
                .forEach(cell -> rows.add(
                        List.of(cell.runtimeTitle(), "not in the source", ours(story, claims, cell), name(cell))));
        return rows;
    }

    private static Stream<CellResult> cells(Story story, Claims claims) {
        return story.analysis().cells().stream().filter(cell -> matches(claims, cell) && cell.isMeasured());
    }

    private static String name(CellResult cell) {
        return cell.cell().id() + ", n = " + cell.valid().size()
                + cell.limitedBy().map(it -> ", " + it).orElse("");
    }

    private static String ours(Story story, Claims claims, CellResult cell) {
        return story.metric(cell, claims.metric())
                .map((Summary.MetricSummary it) -> {
                    Double sd = it.sd();
                    return Stream.of(
                                    Quantity.fixed(it.mean() / claims.factorToBase(), 1),
                                    sd == null ? "" : Quantity.fixed(sd / claims.factorToBase(), 3))
                            .filter(text -> !text.isEmpty())
                            .collect(Collectors.joining(" ± "));
                })
                .orElse("no VALID trial");
    }

    /** The source's runtimes used the host's network and no emulation; so must ours. */
    private static boolean matches(Claims claims, CellResult cell) {
        return cell.cell().workload().name().equals(claims.workload())
                && cell.cell().link().equals(claims.link())
                && cell.cell().tuning().isEmpty()
                && !cell.cell().overIpv6()
                && cell.cell().network().name().equals(claims.network())
                && !cell.isEmulated();
    }
}
