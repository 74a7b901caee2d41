package dev.tare.common.clock;

import java.util.Arrays;

/**
 * The drift that is likeliest when delays above the least one are exponential, each direction with a mean of its own: then
 * the likelihood of a line under the ceiling grows with its height over the centre of the points, and the same is true of
 * the floor, with opposite sign. For one direction that is the line of Moon, Skelly and Towsley (1999); here both
 * directions share a slope, each weighing as much as its delays are constant. Of slopes that are about equally likely the
 * one nearest to zero is taken, since clocks that do not drift are likelier than clocks that do.
 */
final class LikelySlope {

    private static final int ROUNDS = 3;

    /** A line has two free numbers: this many points more than that tell something of the noise. */
    private static final int FREE = 2;

    /** What reading a clock costs: below it nothing is learnt from delays that look constant. */
    private static final double RESOLUTION = 10;

    /** In natural units of log likelihood. */
    private static final double AS_LIKELY = 1;

    private final Side ceiling;
    private final Side floor;
    private final double limit;

    private LikelySlope(Side ceiling, Side floor, double limit) {
        this.ceiling = ceiling;
        this.floor = floor;
        this.limit = limit;
    }

    static double of(Stamps stamps, double limit) {
        double[][] above = stamps.ceiling();
        double[][] below = stamps.floor();
        Side ceiling = Side.of(above[0], above[1]);
        Side floor = Side.of(below[0], Arrays.stream(below[1]).map(y -> -y).toArray());
        return new LikelySlope(ceiling, floor, limit).find();
    }

    private double find() {
        double above = 1;
        double below = 1;
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            best = best(above, below);
            above = ceiling.weight(best);
            below = floor.weight(-best);
        }
        double weightAbove = above;
        double weightBelow = below;
        double level = score(best, above, below) - AS_LIKELY;
        return score(0, above, below) >= level
                ? 0
                : Concave.edge(slope -> score(slope, weightAbove, weightBelow), level, best, 0);
    }

    private double best(double above, double below) {
        return Concave.summit(
                slope -> below * floor.hull.touch(-slope) - above * ceiling.hull.touch(slope), -limit, limit);
    }

    private double score(double slope, double above, double below) {
        return above * ceiling.hull.height(slope) + below * floor.hull.height(-slope);
    }

    /** Points about their centre. */
    private record Side(LowerHull hull, double mean, int points) {

        static Side of(double[] x, double[] y) {
            double centre = Arrays.stream(x).average().orElseThrow();
            return new Side(
                    LowerHull.of(Arrays.stream(x).map(at -> at - centre).toArray(), y),
                    Arrays.stream(y).average().orElseThrow(),
                    x.length);
        }

        double weight(double slope) {
            return Math.max(0, points - FREE) / Math.max(RESOLUTION, mean - hull.height(slope));
        }
    }
}
