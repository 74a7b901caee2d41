package dev.tare.controller.analysis.measure;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Percentiles of a histogram, as far as its count can show them: one in a thousand is not seen among a hundred. */
public final class Percentiles {

    private static final Map<String, Double> NAMES =
            new TreeMap<>(Map.of("p50", 50.0, "p90", 90.0, "p99", 99.0, "p999", 99.9));

    /** Shares in percent are not exact in binary: 1000 values do show the one in a thousand. */
    private static final double ROUNDING = 1e-6;

    private Percentiles() {}

    /** Whether at least one of so many values is to be expected above that percentile, 0 to 100. */
    public static boolean shows(long count, double percentile) {
        return count * (100 - percentile) >= 100 - ROUNDING;
    }

    /** Of what an engine tells, takes those away that so many values cannot show. */
    static void keepShown(SortedMap<String, Double> values, String name, double count) {
        NAMES.forEach((suffix, percentile) -> {
            if (!shows((long) count, percentile)) {
                values.remove(name + "." + suffix);
            }
        });
    }

    /** Those that it shows, and its largest value, as metrics of that name. */
    static void put(SortedMap<String, Double> values, String name, Histogram histogram) {
        NAMES.forEach((suffix, percentile) -> {
            if (shows(histogram.getTotalCount(), percentile)) {
                values.put(name + "." + suffix, (double) histogram.getValueAtPercentile(percentile));
            }
        });
        values.put(name + ".max", (double) histogram.getMaxValue());
    }
}
