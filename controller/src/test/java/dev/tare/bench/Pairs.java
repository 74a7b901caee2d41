package dev.tare.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/** Ratios of two measurements taken one after the other, many times over. */
final class Pairs {

    private static final double UPPER_TAIL = 0.975;

    private final List<Double> ours = new ArrayList<>();
    private final List<Double> theirs = new ArrayList<>();
    private final List<Double> ratios = new ArrayList<>();

    void add(double ours, double theirs) {
        this.ours.add(ours);
        this.theirs.add(theirs);
        ratios.add(ours / theirs);
    }

    int count() {
        return ratios.size();
    }

    double medianRatio() {
        return median(ratios);
    }

    double medianOurs() {
        return median(ours);
    }

    double medianTheirs() {
        return median(theirs);
    }

    /** NaN of nothing. */
    static double median(List<Double> values) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** 95% confidence interval of the geometric mean of the ratios: Student's t over their logarithms. */
    Interval confidence() {
        double[] logs = ratios.stream().mapToDouble(Math::log).toArray();
        double mean = mean(logs);
        double squares = 0;
        for (double log : logs) {
            squares += (log - mean) * (log - mean);
        }
        int n = logs.length;
        double error = Math.sqrt(squares / (n - 1) / n);
        double reach = TDistribution.of(n - 1).inverseCumulativeProbability(UPPER_TAIL) * error;
        return new Interval(Math.exp(mean - reach), Math.exp(mean + reach));
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Both ends belong to it. */
    record Interval(double low, double high) {

        boolean isWithin(double least, double most) {
            return low >= least && high <= most;
        }
    }
}
