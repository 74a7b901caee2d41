package dev.tare.controller.cli;

import dev.tare.controller.analysis.measure.Roles;
import dev.tare.controller.analysis.statistics.Interval95;
import dev.tare.controller.cli.terminal.TextTable;
import dev.tare.controller.selftest.Comparison;
import dev.tare.controller.selftest.Floor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A selftest's result for people. */
final class SelftestText {

    private SelftestText() {}

    static List<String> lines(List<Comparison> comparisons, Optional<Floor> floor) {
        TextTable table = new TextTable()
                .row(
                        "WORKLOAD",
                        "SETTING",
                        "AGAINST",
                        "PAIRS",
                        "PROBE",
                        "TOOL",
                        "RATIO",
                        "95% CI",
                        "10 REPETITIONS TELL");
        comparisons.stream().filter(it -> it.ratioMedian() != null).forEach(it -> row(table, it));
        List<String> lines = new ArrayList<>(table.lines());
        comparisons.stream()
                .filter(it -> it.ratioMedian() == null)
                .forEach(it -> lines.add(it.workload() + " (" + it.setting() + ") against " + it.against() + ": "
                        + it.reason()
                        + (it.remedy() == null || it.remedy().isEmpty() ? "" : "; what to do: " + it.remedy())));
        if (comparisons.stream().anyMatch(it -> it.resolvesAt10() != null)) {
            lines.add("10 repetitions tell: a true difference of that size is seen in four of five such campaigns");
        }
        if (comparisons.stream().anyMatch(SelftestText::disturbed)) {
            lines.add("* of trials that something disturbed, both of a pair in one block: too few were VALID");
        }
        floor.ifPresent(it -> lines.add(String.format(
                Locale.ROOT,
                "timing floor: reading the clock %.0f ns, recording a latency %.0f ns, waking up %.0f µs late (worst of a"
                        + " trial's fifty %.0f µs)",
                it.clockReadNs(),
                it.histogramRecordNs(),
                it.wakeUpMedianNs() / 1e3,
                it.wakeUpWorstNs() / 1e3)));
        return lines;
    }

    private static void row(TextTable table, Comparison it) {
        Interval95 ci = it.ratioCi95();
        Double resolves = it.resolvesAt10();
        table.row(
                it.workload(),
                it.setting(),
                it.against() + " " + it.againstVersion(),
                it.pairs() + (disturbed(it) ? " *" : ""),
                amount(it.metric(), it.builtinMedian()),
                amount(it.metric(), it.againstMedian()),
                fixed(it.ratioMedian()),
                ci == null ? "" : fixed(ci.low()) + " – " + fixed(ci.high()),
                resolves == null ? "" : String.format(Locale.ROOT, "%.1f%%", 100 * resolves));
    }

    private static boolean disturbed(Comparison it) {
        return it.ratioMedian() != null && it.basis() == Comparison.Basis.DEGRADED;
    }

    private static String amount(String metric, @Nullable Double value) {
        if (value == null) {
            return "";
        }
        return metric.equals(Roles.GOODPUT)
                ? String.format(Locale.ROOT, "%.2f Gb/s", value * Byte.SIZE / 1e9)
                : String.format(Locale.ROOT, "%.0f /s", value);
    }

    private static String fixed(@Nullable Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.3f", value);
    }
}
