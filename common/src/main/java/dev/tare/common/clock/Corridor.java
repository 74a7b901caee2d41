package dev.tare.common.clock;

import java.util.Arrays;
import java.util.Optional;

/**
 * The lines, offset against time, that go below every ceiling point and above every floor point and are not too steep. They
 * form a convex polygon in the plane of (slope, height at the asked instant), so for each slope there is an interval of
 * heights, and all that is asked of it are searches on concave functions of the slope.
 */
final class Corridor {

    /** Stamps are whole nanoseconds, cut off. */
    private static final double RESOLUTION = 1;

    private final LowerHull ceiling;
    /** Mirrored: a line above the floor is a line below its mirror image. */
    private final LowerHull floor;

    private final double limit;

    private Corridor(LowerHull ceiling, LowerHull floor, double limit) {
        this.ceiling = ceiling;
        this.floor = floor;
        this.limit = limit;
    }

    /** Every point gives way by {@code wander} times its distance from the instant, where heights are taken. */
    static Corridor around(double instant, Stamps stamps, double limit, double wander) {
        double[][] above = stamps.ceiling();
        double[][] below = stamps.floor();
        return new Corridor(
                hull(above[0], above[1], instant, wander, 1), hull(below[0], below[1], instant, wander, -1), limit);
    }

    private static LowerHull hull(double[] x, double[] y, double instant, double wander, int sign) {
        double[] from = Arrays.stream(x).map(at -> at - instant).toArray();
        double[] height = new double[y.length];
        Arrays.setAll(height, i -> sign * y[i] + wander * Math.abs(from[i]));
        return LowerHull.of(from, height);
    }

    double top(double slope) {
        return ceiling.height(slope);
    }

    double bottom(double slope) {
        return -floor.height(-slope);
    }

    boolean open() {
        return gap(widest()) >= -RESOLUTION;
    }

    /** Slopes that some line through the corridor has; empty when there is no such line. */
    Optional<Range> slopes() {
        double best = widest();
        if (gap(best) < -RESOLUTION) {
            return Optional.empty();
        }
        return Optional.of(new Range(
                Concave.edge(this::gap, -RESOLUTION, best, -limit), Concave.edge(this::gap, -RESOLUTION, best, limit)));
    }

    /** Heights at the instant that lines of these slopes can have. */
    Range heights(Range slopes) {
        double highest = Concave.summit(slope -> -ceiling.touch(slope), slopes.low(), slopes.high());
        double lowest = Concave.summit(slope -> floor.touch(-slope), slopes.low(), slopes.high());
        return new Range(bottom(lowest) - RESOLUTION, top(highest) + RESOLUTION);
    }

    private double widest() {
        return Concave.summit(slope -> floor.touch(-slope) - ceiling.touch(slope), -limit, limit);
    }

    private double gap(double slope) {
        return top(slope) - bottom(slope);
    }

    record Range(double low, double high) {

        double clamp(double value) {
            return Math.clamp(value, low, high);
        }
    }
}
