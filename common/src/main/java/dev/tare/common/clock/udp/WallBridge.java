package dev.tare.common.clock.udp;

import java.util.function.LongSupplier;

/**
 * Relates the wall clock, in which the kernel stamps packets, to the monotonic clock. Each look reads the wall clock between
 * two readings of the monotonic one, which brackets their difference; as the kernel runs both at one rate, the difference
 * is constant and the brackets may be cut with each other. A bracket that does not meet the ones before means that somebody
 * has set the wall clock: all that was known is forgotten, and stamps taken since the look before are worth nothing.
 */
final class WallBridge {

    /** Each clock is cut off to whole nanoseconds by itself. */
    private static final long ROUNDING = 1;

    private final LongSupplier monotonic;
    private final LongSupplier wall;
    private long low = Long.MIN_VALUE;
    private long high = Long.MAX_VALUE;
    private int steps;

    /** Both in nanoseconds; the wall clock's are those since 1970. */
    WallBridge(LongSupplier monotonic, LongSupplier wall) {
        this.monotonic = monotonic;
        this.wall = wall;
    }

    void look() {
        long before = monotonic.getAsLong();
        long wallNanos = wall.getAsLong();
        long after = monotonic.getAsLong();
        long least = before - wallNanos - ROUNDING;
        long most = after - wallNanos + ROUNDING;
        if (Math.max(low, least) > Math.min(high, most)) {
            steps++;
            low = least;
            high = most;
        } else {
            low = Math.max(low, least);
            high = Math.min(high, most);
        }
    }

    /** How often the wall clock was set, as far as it was seen. */
    int steps() {
        return steps;
    }

    /** The monotonic clock read this at least, when the wall clock read that. */
    long earliest(long wallNanos) {
        return wallNanos + low;
    }

    /** The monotonic clock read this at most, when the wall clock read that. */
    long latest(long wallNanos) {
        return wallNanos + high;
    }

    long bracketNanos() {
        return high - low;
    }
}
