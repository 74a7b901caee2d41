package dev.tare.controller.analysis.statistics;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.jspecify.annotations.Nullable;

/**
 * What a cell's trials say of one metric, one value per block.
 *
 * @param sd standard deviation with n − 1; null for a single value, which has none
 * @param ci95 Student's t interval on the mean; null for a single value
 * @param values in the order of their blocks
 */
public record Estimate(
        int n,
        double mean,
        @Nullable Double sd,
        double median,
        @Nullable Interval95 ci95,
        List<Double> values) {

    public Estimate {
        values = List.copyOf(values);
    }

    /** Of at least one value. */
    public static Estimate of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no values");
        }
        double[] array = values.stream().mapToDouble(Double::doubleValue).toArray();
        double mean = Mean.of(array).getAsDouble();
        Double sd = array.length < 2 ? null : StandardDeviation.of(array).getAsDouble();
        return new Estimate(
                array.length,
                mean,
                sd,
                Median.withDefaults().evaluate(Arrays.copyOf(array, array.length)),
                sd == null ? null : Interval95.ofMean(mean, sd, array.length),
                values);
    }
}
