package dev.tare.controller.analysis.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How much of the reference this is, paired by block: the exponential of the mean difference of logarithms, with its t
 * interval carried back through the exponential. Blocks in which one of the two is missing, or not above zero, make no
 * pair.
 *
 * @param pairs blocks that have both
 * @param ratio geometric mean of the pairs' ratios
 * @param ci95 null for a single pair
 */
public record PairedRatio(int pairs, double ratio, @Nullable Interval95 ci95) {

    /** Values by block; empty when no block has both. */
    public static Optional<PairedRatio> of(Map<Integer, Double> values, Map<Integer, Double> reference) {
        List<Double> logs = new ArrayList<>();
        new TreeMap<>(values).forEach((block, value) -> {
            Double other = reference.get(block);
            if (other != null && value > 0 && other > 0) {
                logs.add(Math.log(value / other));
            }
        });
        if (logs.isEmpty()) {
            return Optional.empty();
        }
        Estimate log = Estimate.of(logs);
        Interval95 ci = log.ci95();
        return Optional.of(new PairedRatio(
                log.n(),
                Math.exp(log.mean()),
                ci == null ? null : new Interval95(Math.exp(ci.low()), Math.exp(ci.high()))));
    }
}
