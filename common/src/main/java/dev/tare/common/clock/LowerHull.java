package dev.tare.common.clock;

/** The lower convex hull of points in the plane: where lines that stay below all of them can touch. */
final class LowerHull {

    private final double[] x;
    private final double[] y;
    private final int size;

    private LowerHull(double[] x, double[] y, int size) {
        this.x = x;
        this.y = y;
        this.size = size;
    }

    /** The points in ascending order of {@code xs}; at least one. Andrew's monotone chain. */
    static LowerHull of(double[] xs, double[] ys) {
        double[] x = new double[xs.length];
        double[] y = new double[xs.length];
        int size = 0;
        for (int i = 0; i < xs.length; i++) {
            while (size > 0 && x[size - 1] == xs[i] && y[size - 1] >= ys[i]) {
                size--;
            }
            while (size > 1 && !turnsLeft(x, y, size, xs[i], ys[i])) {
                size--;
            }
            x[size] = xs[i];
            y[size] = ys[i];
            size++;
        }
        return new LowerHull(x, y, size);
    }

    private static boolean turnsLeft(double[] x, double[] y, int size, double px, double py) {
        double ax = x[size - 2];
        double ay = y[size - 2];
        return (x[size - 1] - ax) * (py - ay) - (y[size - 1] - ay) * (px - ax) > 0;
    }

    /** Height at x = 0 of the highest line of that slope which is above no point. */
    double height(double slope) {
        int touched = touched(slope);
        return y[touched] - slope * x[touched];
    }

    /** x of the point that this line touches. */
    double touch(double slope) {
        return x[touched(slope)];
    }

    /** Edges of a lower hull get steeper from left to right. */
    private int touched(double slope) {
        int low = 0;
        int high = size - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (y[middle + 1] - y[middle] < slope * (x[middle + 1] - x[middle])) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
