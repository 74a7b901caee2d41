package dev.tare.controller.trial;

import dev.tare.common.clock.ClockTolerance;
import dev.tare.common.clock.Offset;
import org.jspecify.annotations.Nullable;

/**
 * One agent's clock against the controller's: agent = controller + offset.
 *
 * @param atNanos when, on the controller's clock
 * @param wallUnixNanos what that host's wall clock said then, to a few milliseconds: for people who look into the host's logs, and to
 *     know of one that was set; null where it was not told
 */
public record ClockReading(
        long atNanos, Offset offset, @Nullable Long wallUnixNanos) {

    public ClockReading(long atNanos, Offset offset) {
        this(atNanos, offset, null);
    }

    /** What it is worth at another instant: meanwhile two clocks may have drifted apart. */
    public ClockReading at(long otherNanos) {
        long apartNanos = (long) Math.ceil(Math.abs(otherNanos - atNanos) * ClockTolerance.COMPUTERS.driftLimit());
        return new ClockReading(
                otherNanos,
                new Offset(offset.offsetNanos(), offset.boundNanos() + apartNanos, offset.exchanges()),
                wallUnixNanos == null ? null : Long.valueOf(wallUnixNanos + otherNanos - atNanos));
    }

    /** That of the two which is known better, with the wall clock of whichever has it. */
    public ClockReading better(ClockReading other) {
        boolean others = other.offset.boundNanos() < offset.boundNanos();
        ClockReading best = others ? other : this;
        ClockReading worse = others ? this : other;
        Long wall = worse.wallUnixNanos;
        return best.wallUnixNanos != null || wall == null
                ? best
                : new ClockReading(best.atNanos, best.offset, wall + best.atNanos - worse.atNanos);
    }
}
