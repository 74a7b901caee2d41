package dev.tare.controller.selftest;

import dev.tare.common.catalog.EngineKind;
import dev.tare.controller.analysis.measure.TrialNumbers;
import dev.tare.controller.analysis.statistics.Estimate;
import dev.tare.controller.analysis.summary.Analysis;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the probe's own timing takes, in nanoseconds: medians over its trials.
 *
 * @param clockReadNs one reading of the clock
 * @param histogramRecordNs one latency recorded
 * @param wakeUpMedianNs by how much a sleep ends late, typically
 * @param wakeUpWorstNs and at worst, of fifty
 */
public record Floor(double clockReadNs, double histogramRecordNs, double wakeUpMedianNs, double wakeUpWorstNs) {

    /** Empty where no trial was asked for it. */
    public static Optional<Floor> of(Analysis analysis) {
        OptionalDouble read = median(analysis, TrialNumbers.CLOCK_READ);
        OptionalDouble recorded = median(analysis, TrialNumbers.HISTOGRAM_RECORD);
        OptionalDouble late = median(analysis, TrialNumbers.WAKE_UP + ".p50");
        OptionalDouble latest = median(analysis, TrialNumbers.WAKE_UP + ".max");
        return read.isPresent() && recorded.isPresent() && late.isPresent() && latest.isPresent()
                ? Optional.of(
                        new Floor(read.getAsDouble(), recorded.getAsDouble(), late.getAsDouble(), latest.getAsDouble()))
                : Optional.empty();
    }

    private static OptionalDouble median(Analysis analysis, String metric) {
        List<Double> values = analysis.trials().stream()
                .filter(trial -> trial.cell().engine().equals(EngineKind.BUILTIN))
                .flatMap(trial -> Optional.ofNullable(trial.numbers().values().get(metric)).stream())
                .toList();
        return values.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Estimate.of(values).median());
    }
}
