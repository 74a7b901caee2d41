package dev.tare.common.clock;

/** Sums of error bounds. Who lies about a clock can make them larger than any number: a bound ends at 18 years. */
public final class Bounds {

    /** Of which several can be added, with offsets of as much, and stay numbers. */
    public static final long MOST_NANOS = 1L << 59;

    private Bounds() {}

    /** Of bounds in nanoseconds, none of them negative; at most {@link #MOST_NANOS}. */
    public static long sum(long... boundNanos) {
        long sum = 0;
        for (long bound : boundNanos) {
            sum = Math.min(MOST_NANOS, sum + Math.min(MOST_NANOS, bound));
        }
        return Math.max(0, sum);
    }
}
