package dev.tare.common.clock;

import java.util.function.DoubleUnaryOperator;

/** Searches on concave functions of one variable, by halving. */
final class Concave {

    /** An interval of 1e-3 becomes narrower than 1e-18: in a window of a day, below a thousandth of a nanosecond. */
    private static final int HALVINGS = 52;

    private Concave() {}

    /** Where a function is largest in an interval, by the sign of its slope (any supergradient will do). */
    static double summit(DoubleUnaryOperator slope, double from, double to) {
        double low = from;
        double high = to;
        for (int i = 0; i < HALVINGS && low < high; i++) {
            double middle = (low + high) / 2;
            if (slope.applyAsDouble(middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /**
     * Between {@code inside}, where the function is at least {@code level}, and {@code limit}: the farthest from inside that
     * has at least this level. It errs outward.
     */
    static double edge(DoubleUnaryOperator function, double level, double inside, double limit) {
        if (function.applyAsDouble(limit) >= level) {
            return limit;
        }
        double in = inside;
        double out = limit;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (in + out) / 2;
            if (function.applyAsDouble(middle) >= level) {
                in = middle;
            } else {
                out = middle;
            }
        }
        return out;
    }
}
