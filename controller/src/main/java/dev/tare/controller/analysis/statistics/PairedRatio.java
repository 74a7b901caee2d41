package dev.tare.controller.analysis.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How much of the reference this is, paired by block: the exponential of the mean difference of logarithms, with its t
 * interval carried back through the exponential. Blocks in which one of the two is missing make no pair. Zero has no logarithm,
 * and blocks chosen for having none would say something else than all of them: so where a pair has a zero there is no ratio.
 *
 * @param pairs blocks that have both
 * @param ratio geometric mean of the pairs' ratios
 * @param ci95 null for a single pair
 */
public record PairedRatio(int pairs, double ratio, @Nullable Interval95 ci95) {

    /** An interval from fewer spans factors, whatever they are: it answers nothing. */
    public static final int FEWEST_PAIRS = 3;

    /** Values by block; empty when no block has both, or when one has both and a value in it is not above zero. */
    public static Optional<PairedRatio> of(Map<Integer, Double> values, Map<Integer, Double> reference) {
        if (hasZero(values, reference)) {
            return Optional.empty();
        }
        List<Double> logs = new ArrayList<>();
        new TreeMap<>(values).forEach((block, value) -> {
            Double other = reference.get(block);
            if (other != null) {
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

    /** Whether a block that has both has a value which is not above zero. */
    public static boolean hasZero(Map<Integer, Double> values, Map<Integer, Double> reference) {
        return values.entrySet().stream().anyMatch(it -> {
            Double other = reference.get(it.getKey());
            return other != null && (it.getValue() <= 0 || other <= 0);
        });
    }
}
