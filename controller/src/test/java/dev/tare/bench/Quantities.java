package dev.tare.bench;

import java.util.List;
import java.util.Locale;
import org.apache.commons.statistics.descriptive.Median;

/** Numbers as the page writes them. */
final class Quantities {

    private static final double MEBI = 1024 * 1024;

    private Quantities() {}

    static String mebibytesPerSecond(double bytesPerSecond) {
        return fixed(1, bytesPerSecond / MEBI);
    }

    static String gigabitsPerSecond(double bytesPerSecond) {
        return fixed(2, bytesPerSecond * Byte.SIZE / 1e9);
    }

    static String seconds(double nanos) {
        return fixed(2, nanos / 1e9);
    }

    static String ratio(double value) {
        return fixed(3, value);
    }

    static String interval(double low, double high) {
        return ratio(low) + " … " + ratio(high);
    }

    /** NaN of nothing. */
    static double median(List<Double> values) {
        return values.isEmpty()
                ? Double.NaN
                : Median.withDefaults()
                        .evaluate(
                                values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    static String fixed(int digits, double value) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
