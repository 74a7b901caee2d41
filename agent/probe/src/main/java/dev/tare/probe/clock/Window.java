package dev.tare.probe.clock;

/**
 * A trial on this side's clock: warm-up begins at {@code startNanos}, the measured window follows, and both are cut by
 * planned edges. Edge 0 is the start, edge {@link #edges()} − 1 the exact end of the window.
 */
public record Window(long startNanos, Timing timing) {

    public int edges() {
        return 1 + timing.warmupIntervals() + timing.measuredIntervals();
    }

    public long edgeNanos(int edge) {
        int warmupEdges = timing.warmupIntervals();
        if (edge <= warmupEdges) {
            return startNanos + Math.min(edge * timing.intervalNanos(), timing.warmupNanos());
        }
        long measured = Math.min((edge - warmupEdges) * timing.intervalNanos(), timing.durationNanos());
        return measuredFromNanos() + measured;
    }

    /** Of the interval that ends at this edge. */
    public Phase phaseBefore(int edge) {
        return edge <= timing.warmupIntervals() ? Phase.WARMUP : Phase.MEASURE;
    }

    public long measuredFromNanos() {
        return startNanos + timing.warmupNanos();
    }

    public long endNanos() {
        return measuredFromNanos() + timing.durationNanos();
    }

    /**
     * The edge to wait for after {@code edge} was cut at {@code nowNanos}: edges that passed meanwhile are skipped, since
     * nothing can be told about them any more, but never the end of warm-up or of the window.
     */
    public int nextEdge(int edge, long nowNanos) {
        int next = edge + 1;
        while (next < edges() - 1 && next != timing.warmupIntervals() && edgeNanos(next) - nowNanos <= 0) {
            next++;
        }
        return next;
    }
}
