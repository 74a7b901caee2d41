package dev.tare.probe.clock;

/** Lengths of a trial's parts, in nanoseconds; where an interval does not divide a part, the part's last one is shorter. */
public record Timing(long warmupNanos, long durationNanos, long intervalNanos) {

    public Window from(long startNanos) {
        return new Window(startNanos, this);
    }

    int warmupIntervals() {
        return Math.toIntExact(Math.ceilDiv(warmupNanos, intervalNanos));
    }

    int measuredIntervals() {
        return Math.toIntExact(Math.ceilDiv(durationNanos, intervalNanos));
    }
}
