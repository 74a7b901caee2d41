package dev.tare.controller.timeline;

import dev.tare.common.clock.Bounds;
import dev.tare.common.clock.ClockTolerance;
import dev.tare.common.clock.Offset;

/**
 * A clock between two instants at which it is known: the offset is read off the straight line through both. As the rate is anywhere
 * within {@link ClockTolerance#wander} of what it is at the asked instant, each end can be off that line by as much as wander times its
 * distance, and the line where it is asked by 2 × wander × both distances ÷ its length. Beyond its ends the line carries their bounds
 * on. A clock that is known at one instant only drifts from there.
 *
 * @param firstNanos an instant, on the clock on which it is asked for
 * @param lastNanos another; one that is not later, as a liar's may be, counts for nothing
 */
record Chord(long firstNanos, Offset first, long lastNanos, Offset last) {

    long offsetAt(long nanos) {
        if (lastNanos <= firstNanos) {
            return first.offsetNanos();
        }
        double share = (double) (nanos - firstNanos) / length();
        return first.offsetNanos() + Math.round(share * ((double) last.offsetNanos() - first.offsetNanos()));
    }

    long boundAt(long nanos) {
        long known = Math.max(first.boundNanos(), last.boundNanos());
        double fromFirst = Math.abs((double) nanos - firstNanos);
        if (lastNanos <= firstNanos) {
            return Bounds.sum(known, (long) Math.ceil(fromFirst * ClockTolerance.COMPUTERS.driftLimit()));
        }
        double fromLast = Math.abs((double) nanos - lastNanos);
        double beyond = Math.max(0, fromFirst + fromLast - length());
        double more = known * beyond + 2 * ClockTolerance.COMPUTERS.wander() * fromFirst * fromLast;
        return Bounds.sum(known, (long) Math.ceil(more / length()));
    }

    /** Of liars it may be more than a long holds. */
    private double length() {
        return (double) lastNanos - firstNanos;
    }
}
