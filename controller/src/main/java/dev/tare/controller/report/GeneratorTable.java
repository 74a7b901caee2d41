package dev.tare.controller.report;

import dev.tare.controller.analysis.statistics.Interval95;
import dev.tare.controller.analysis.summary.Analysis;
import dev.tare.controller.selftest.Comparison;
import dev.tare.controller.selftest.Comparisons;
import java.util.List;
import java.util.Optional;

/** The probe beside other generators, in base units: bytes and transactions a second. */
final class GeneratorTable {

    private GeneratorTable() {}

    /** Empty where nobody else did what the probe did. */
    static Optional<String> of(Analysis analysis) {
        List<Comparison> comparisons = Comparisons.of(analysis);
        if (comparisons.isEmpty()) {
            return Optional.empty();
        }
        Csv csv = new Csv(
                "runtime",
                "network",
                "tuning",
                "link",
                "side",
                "workload",
                "setting",
                "against",
                "against_version",
                "metric",
                "pairs",
                "basis",
                "builtin_median",
                "against_median",
                "ratio_median",
                "ratio_ci95_low",
                "ratio_ci95_high",
                "reason");
        for (Comparison it : comparisons) {
            Interval95 ci = it.ratioCi95();
            csv.row(
                    it.runtime(),
                    it.network(),
                    it.tuning(),
                    it.link(),
                    it.side(),
                    it.workload(),
                    it.setting(),
                    it.against(),
                    it.againstVersion(),
                    it.metric(),
                    it.pairs(),
                    it.basis().name(),
                    it.builtinMedian(),
                    it.againstMedian(),
                    it.ratioMedian(),
                    ci == null ? null : ci.low(),
                    ci == null ? null : ci.high(),
                    it.reason());
        }
        return Optional.of(csv.toString());
    }
}
