package dev.tare.controller.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.p;

import dev.tare.controller.analysis.measure.Surroundings;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the CPUs had to do for it. */
final class CpuSection implements Section {

    @Override
    public Optional<DomContent> render(Story story, FigureData figures) {
        List<FigureData.Bars> bars = figures.cpu();
        if (bars.isEmpty()) {
            return Optional.empty();
        }
        boolean shared = story.analysis().everyPair().stream().allMatch(Surroundings::sharedCpus);
        return Optional.of(Blocks.part(
                "cpu",
                "CPU cost",
                p(shared
                                ? "Both sides may use the same CPUs here, so the cost is that of both sides together."
                                : "Busy time of all CPUs that a side may use (user, system, interrupts), helpers and"
                                        + " kernel threads included, not the container's own share alone.")
                        .withClass("note"),
                div(each(
                        IntStream.range(0, bars.size()).boxed().toList(),
                        index -> Blocks.drawing(
                                "cpu",
                                index,
                                bars.get(index).title() + ", in "
                                        + bars.get(index).unit()
                                        + colours(bars.get(index))))),
                Blocks.numbers(Blocks.grid(
                        List.of("Cell", "Unit", "Side under test", "95% CI", "Peer", "Both"), rows(bars)))));
    }

    private static String colours(FigureData.Bars bars) {
        return bars.bars().stream().anyMatch(bar -> bar.both() != null)
                ? ": of both sides together."
                : ". Full colour: the side under test, with its 95% confidence interval; pale: the peer, which is"
                        + " native.";
    }

    private static List<List<String>> rows(List<FigureData.Bars> all) {
        List<List<String>> rows = new ArrayList<>();
        for (FigureData.Bars bars : all) {
            for (FigureData.Bar bar : bars.bars()) {
                rows.add(List.of(
                        bar.runtime() + ", " + bar.network() + ", " + bars.title(),
                        bars.unit(),
                        text(bar.underTest()),
                        bar.low() == null ? "–" : text(bar.low()) + " – " + text(bar.high()),
                        text(bar.peer()),
                        text(bar.both())));
            }
        }
        return rows;
    }

    private static String text(@Nullable Double value) {
        return value == null ? "–" : Quantity.fixed(value, 3);
    }
}
