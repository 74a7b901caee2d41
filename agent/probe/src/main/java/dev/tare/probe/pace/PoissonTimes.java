package dev.tare.probe.pace;

/**
 * A Poisson process: gaps are exponential, each the image of its index under SplitMix64 (Steele, Lea, Flood 2014), so that
 * a seed gives the same instants whenever they are asked for.
 */
final class PoissonTimes implements FireTimes {

    private static final long GAMMA = 0x9e3779b97f4a7c15L;
    private static final double UNIT = 0x1.0p-53;
    private static final double SECOND_NANOS = 1e9;

    private final long startNanos;
    private final double meanGapNanos;
    private long state;
    private double elapsedNanos;

    PoissonTimes(long startNanos, long perSecond, long seed) {
        this.startNanos = startNanos;
        this.meanGapNanos = SECOND_NANOS / perSecond;
        this.state = seed;
    }

    @Override
    public long next() {
        state += GAMMA;
        // from (0, 1]: its logarithm is finite
        double uniform = ((mix(state) >>> 11) + 1) * UNIT;
        elapsedNanos -= Math.log(uniform) * meanGapNanos;
        return startNanos + (long) elapsedNanos;
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
