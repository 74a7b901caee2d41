package dev.tare.controller.report;

import static j2html.TagCreator.p;

import dev.tare.controller.analysis.summary.CellResult;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Optional;

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
                        List.of("Cell", "Reason", "What to do"),
                        cells.stream()
                                .map(it -> List.of(
                                        it.cell().id(),
                                        it.reason().orElse("not told"),
                                        it.remedy().orElse("–")))
                                .toList())));
    }
}
