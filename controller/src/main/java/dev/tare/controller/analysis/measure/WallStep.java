package dev.tare.controller.analysis.measure;

import dev.tare.controller.trial.ClockReading;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialRecord;
import java.time.Duration;
import java.util.Optional;

/**
 * Somebody set a host's wall clock during a trial, and did not set it back. No duration is taken from wall clocks; the kernel's stamps
 * of packets are, by which clocks are compared. What disciplines a clock without setting it moves the monotonic clock alike, and is no
 * step.
 */
public final class WallStep {

    /** Readings before and after a trial are good to some milliseconds; daemons do not step a clock for less than this. */
    private static final Duration LEAST = Duration.ofMillis(100);

    private WallStep() {}

    /** By how much, negative when it was set back; empty where it was not, and where that is not known. */
    public static Optional<Duration> of(TrialRecord trial, Side side) {
        ClockReading before = trial.clocksBefore().get(side);
        ClockReading after = trial.clocksAfter().get(side);
        Long from = before == null ? null : before.wallUnixNanos();
        Long to = after == null ? null : after.wallUnixNanos();
        if (before == null || after == null || from == null || to == null) {
            return Optional.empty();
        }
        long monotonicNanos = after.offset().toAnswererNanos(after.atNanos())
                - before.offset().toAnswererNanos(before.atNanos());
        return Optional.of(Duration.ofNanos(to - from - monotonicNanos))
                .filter(step -> step.abs().compareTo(LEAST) >= 0);
    }

    /** Its seconds in decimals, for people. */
    public static double seconds(Duration step) {
        return step.toNanos() / 1e9;
    }
}
