package dev.tare.controller.analysis.statistics;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/** A 95% confidence interval; in JSON {@code [low, high]}. */
public record Interval95(double low, double high) {

    private static final double UPPER = 0.975;

    /** Of campaigns that are to see a difference. */
    private static final double POWER = 0.80;

    /** Student's t interval on a mean of {@code n} values; null for fewer than two. */
    static @Nullable Interval95 ofMean(double mean, double standardDeviation, int n) {
        if (n < 2) {
            return null;
        }
        double half = halfWidth(standardDeviation, n);
        return new Interval95(mean - half, mean + half);
    }

    /** By how much a mean of {@code n} values, two or more, of that spread is uncertain, either way. */
    public static double halfWidth(double standardDeviation, int n) {
        return quantile(n, UPPER) * standardDeviation / Math.sqrt(n);
    }

    /**
     * How far from zero a mean must be for four of five intervals, each of {@code n} values, two or more, of that spread, to leave zero
     * out. With half an interval's width for it every second one would: (t0.975 + t0.80) × s / √n.
     */
    public static double resolves(double standardDeviation, int n) {
        return (quantile(n, UPPER) + quantile(n, POWER)) * standardDeviation / Math.sqrt(n);
    }

    private static double quantile(int n, double probability) {
        return TDistribution.of(n - 1).inverseCumulativeProbability(probability);
    }

    @JsonCreator
    static Interval95 of(List<Double> ends) {
        return new Interval95(ends.get(0), ends.get(1));
    }

    @JsonValue
    public List<Double> ends() {
        return List.of(low, high);
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
