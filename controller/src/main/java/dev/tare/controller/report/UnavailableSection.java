package dev.tare.controller.report;

import static j2html.TagCreator.p;

import dev.tare.controller.analysis.summary.CellResult;
import j2html.tags.DomContent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Cells that could not be measured here, and what to do about it. */
final class UnavailableSection implements Section {

    @Override
    public Optional<DomContent> render(Story story, FigureData figures) {
        List<CellResult> cells = story.analysis().unavailable();
        if (cells.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Blocks.part(
                "unavailable",
                "Cells that could not be measured here",
                p("Unavailable is not zero: nothing is said of them.").withClass("note"),
                Blocks.grid(
                        List.of("Cells", "Reason", "What to do"),
                        byReason(cells).entrySet().stream()
                                .map(it -> List.of(
                                        String.join(", ", it.getValue()),
                                        it.getKey().reason(),
                                        it.getKey().remedy()))
                                .toList())));
    }

    private record Why(String reason, String remedy) {}

    /** The names of the cells that have a reason in common, in the order of the plan. */
    private static Map<Why, List<String>> byReason(List<CellResult> cells) {
        return cells.stream()
                .collect(Collectors.groupingBy(
                        it -> new Why(
                                it.reason().orElse("not told"), it.remedy().orElse("–")),
                        LinkedHashMap::new,
                        Collectors.mapping(it -> it.cell().id(), Collectors.toList())));
    }
}
