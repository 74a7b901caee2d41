package dev.tare.probe.pace;

/** Evenly spaced; the n-th instant follows from n alone, so that no rounding adds up. */
final class FixedTimes implements FireTimes {

    private static final long SECOND_NANOS = 1_000_000_000;

    private final long startNanos;
    private final long unitsEach;
    private final long unitsPerSecond;
    private long units;

    /** Each takes {@code unitsEach} of something of which there are {@code unitsPerSecond}: bits, or itself. */
    FixedTimes(long startNanos, long unitsEach, long unitsPerSecond) {
        this.startNanos = startNanos;
        this.unitsEach = unitsEach;
        this.unitsPerSecond = unitsPerSecond;
    }

    @Override
    public long next() {
        long seconds = units / unitsPerSecond;
        double rest = (units % unitsPerSecond) * (double) SECOND_NANOS / unitsPerSecond;
        units += unitsEach;
        return startNanos + seconds * SECOND_NANOS + (long) rest;
    }
}
