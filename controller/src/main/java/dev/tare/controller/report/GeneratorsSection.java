package dev.tare.controller.report;

import static j2html.TagCreator.p;

import dev.tare.controller.analysis.statistics.Interval95;
import dev.tare.controller.selftest.Comparison;
import dev.tare.controller.selftest.Comparisons;
import dev.tare.controller.trial.Side;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The probe beside other tools that did the same work in the same blocks: whether a result is the instrument's. */
final class GeneratorsSection implements Section {

    /** Of which the report says it once. */
    private static final String USUAL_SIDE = Side.CLIENT.word();

    @Override
    public Optional<DomContent> render(Story story, FigureData figures) {
        List<Comparison> comparisons = Comparisons.of(story.analysis());
        if (comparisons.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Blocks.part(
                "generators",
                "The probe beside other generators",
                p("The same work, runtime, network and link, paired by block: the median of the pairs' ratios, probe over"
                                + " the other, and the 95% interval of their geometric mean. “Disturbed” is said where too few"
                                + " pairs are VALID: then those count of which none is INVALID.")
                        .withClass("note"),
                Blocks.grid(
                        List.of(
                                "Runtime",
                                "Network",
                                "Link",
                                "Work",
                                "Against",
                                "Pairs",
                                "Probe",
                                "Other",
                                "Ratio (95% CI)"),
                        comparisons.stream().map(GeneratorsSection::row).toList())));
    }

    private static List<String> row(Comparison it) {
        List<String> row = new ArrayList<>(List.of(
                it.side().equals(USUAL_SIDE) ? it.runtime() : it.runtime() + " (" + it.side() + ")",
                it.tuning().isEmpty() ? it.network() : it.network() + ", " + it.tuning(),
                it.link(),
                it.setting().equals(Comparison.DEFAULTS) ? it.workload() : it.workload() + ", " + it.setting(),
                (it.against() + " " + it.againstVersion()).strip(),
                it.pairs() + (it.basis() == Comparison.Basis.DEGRADED && it.pairs() > 0 ? ", disturbed" : "")));
        row.add(amount(it.metric(), it.builtinMedian()));
        row.add(amount(it.metric(), it.againstMedian()));
        row.add(ratio(it));
        return row;
    }

    private static String amount(String metric, @Nullable Double value) {
        return value == null
                ? "–"
                : Quantity.ALL.stream()
                        .filter(quantity -> quantity.metric().equals(metric))
                        .findFirst()
                        .map(quantity -> quantity.text(value) + " " + quantity.unit())
                        .orElse("–");
    }

    private static String ratio(Comparison it) {
        Double ratio = it.ratioMedian();
        if (ratio == null) {
            return "none: " + it.reason();
        }
        Interval95 ci = it.ratioCi95();
        return Quantity.fixed(ratio, 3)
                + (ci == null ? "" : " (" + Quantity.fixed(ci.low(), 3) + " – " + Quantity.fixed(ci.high(), 3) + ")");
    }
}
