package dev.tare.controller.report;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** A histogram as a curve whose resolution doubles each time the distance to 100% halves, as HdrHistogram prints it. */
final class PercentileCurve {

    private static final int STEPS_PER_HALVING = 5;

    private PercentileCurve() {}

    /** From 0 to as far as the count allows: one value in ten thousand is not seen among a thousand. */
    static List<Point> of(Histogram histogram) {
        List<Point> points = new ArrayList<>();
        double nines = Math.max(1, Math.log((double) histogram.getTotalCount()) / Math.log(2));
        int last = (int) Math.floor(nines * STEPS_PER_HALVING);
        for (int i = 0; i <= last; i++) {
            double percentile = 100 * (1 - Math.pow(2, -(double) i / STEPS_PER_HALVING));
            points.add(new Point(percentile, histogram.getValueAtPercentile(percentile)));
        }
        return points;
    }

    record Point(double percentile, long nanos) {}
}
