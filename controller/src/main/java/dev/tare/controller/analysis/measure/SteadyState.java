package dev.tare.controller.analysis.measure;

import dev.tare.controller.archive.IntervalData;
import dev.tare.controller.archive.SideData;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * When a trial's traffic had become steady, from its very beginning on, warm-up included: as much of the beginning is left out as makes
 * the mean of the rest known best. That is the marginal standard error rule, MSER: K. P. White, "An effective truncation heuristic for
 * bias reduction in simulation output", Simulation 69 (1997). It leaves out too much rather than too little.
 */
public final class SteadyState {

    /** In which a beginning and a rest can be told apart. */
    private static final int LEAST_INTERVALS = 20;

    /** A rest of fewer may have a small error by chance. */
    private static final int LEAST_REST = 5;

    private SteadyState() {}

    /**
     * After so many nanoseconds of traffic; empty where it was not steady before half of the trial was over, where intervals are few, and
     * of what has no rate (a start), changes it by design (a search) or is counted by a foreign engine.
     */
    public static OptionalLong afterNanos(Evidence evidence) {
        if (evidence.counting().isPresent() || SearchNumbers.of(evidence).isPresent()) {
            return OptionalLong.empty();
        }
        Roles roles = evidence.roles().filter(Roles::isCounted).orElse(null);
        SideData data = roles == null ? null : evidence.side(roles.counter()).orElse(null);
        if (roles == null || data == null) {
            return OptionalLong.empty();
        }
        List<IntervalData> intervals = data.intervals().stream()
                .filter(interval -> interval.lengthNanos() > 0)
                .toList();
        IntervalRates rates = IntervalRates.of(evidence, roles);
        int first = leftOut(intervals.stream().mapToDouble(rates::perSecond).toArray());
        return first < 0
                ? OptionalLong.empty()
                : OptionalLong.of(
                        intervals.get(first).startNanos() - intervals.getFirst().startNanos());
    }

    /** How many of the first values MSER leaves out; -1 where that is half of them or more, or they are few. */
    static int leftOut(double[] values) {
        if (values.length < LEAST_INTERVALS) {
            return -1;
        }
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int left = 0; left <= values.length - LEAST_REST; left++) {
            double error = squaredError(Arrays.copyOfRange(values, left, values.length));
            if (error < least) {
                least = error;
                best = left;
            }
        }
        return best >= values.length / 2 ? -1 : best;
    }

    /** The square of the mean's standard error, but for a factor that tends to one. */
    private static double squaredError(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double squares =
                Arrays.stream(values).map(it -> (it - mean) * (it - mean)).sum();
        return squares / ((double) values.length * values.length);
    }
}
