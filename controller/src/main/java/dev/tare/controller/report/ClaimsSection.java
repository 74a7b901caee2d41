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
                .filter(claims -> story.analysis().cells().stream().anyMatch(cell -> claims.matches(cell)))
                .map(claims -> one(story, claims))
                .toList();
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(Blocks.part("claims", "Beside published numbers", div(each(parts, it -> it))));
    }

    private static DomContent one(Story story, Claims claims) {
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
                        rows(story, claims)),
                ul(each(claims.notes(), it -> li(it))),
                p("Source: " + claims.source() + ".").withClass("note"));
    }

    private static List<List<String>> rows(Story story, Claims claims) {
        List<List<String>> rows = new ArrayList<>();
        for (Claims.Claim claim : claims.values()) {
            List<CellResult> ours = cells(story, claims).filter(claim::matches).toList();
            Double sd = claim.sd();
            String published = number(claim.mean()) + (sd == null ? "" : " ± " + Quantity.fixed(sd, 3));
            if (ours.isEmpty()) {
                rows.add(List.of(claim.label(), published, "not measured", "", ""));
            }
            for (CellResult cell : ours) {
                rows.add(List.of(
                        claim.label(),
                        published,
                        ours(story, claims, cell),
                        agreement(story, claims, claim, cell),
                        name(cell)));
            }
        }
        cells(story, claims)
                .filter(it -> claims.values().stream().noneMatch(claim -> claim.matches(it)))
                .forEach(cell -> rows.add(
                        List.of(cell.runtimeTitle(), "not in the source", ours(story, claims, cell), "", name(cell))));
        return rows;
    }

    private static String number(double value) {
        return Quantity.fixed(value, value == Math.rint(10 * value) / 10 ? 1 : 2);
    }

    private static String agreement(Story story, Claims claims, Claims.Claim claim, CellResult cell) {
        return Agreement.of(
                        claims,
                        claim,
                        cell,
                        story.metric(cell, claims.metric()).orElse(null),
                        nativeReachesWire(story, claims))
                .map(it -> it.level().words() + ": " + it.why())
                .orElse("the others are compared with it");
    }

    static boolean nativeReachesWire(Story story, Claims claims) {
        return cells(story, claims)
                .filter(it ->
                        claims.reference().filter(claim -> claim.matches(it)).isPresent())
                .anyMatch(CellResult::isWireLimited);
    }

    private static Stream<CellResult> cells(Story story, Claims claims) {
        return story.analysis().cells().stream().filter(cell -> claims.matches(cell) && cell.isMeasured());
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
}
