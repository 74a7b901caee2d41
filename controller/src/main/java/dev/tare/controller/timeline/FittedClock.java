package dev.tare.controller.timeline;

import dev.tare.common.clock.Bounds;
import dev.tare.common.clock.ClockEstimate;
import dev.tare.common.clock.ClockFit;
import dev.tare.common.clock.ClockTolerance;
import java.util.HashMap;
import java.util.Map;

/**
 * A clock that was followed all through a trial. The fit is asked at knots, every quarter of a second of the controller's
 * clock; between two it is read off their {@link Chord}, with a bound that is wider, where a clock stepped between two, by as much as
 * the step. Not for more than one thread.
 */
final class FittedClock implements AgentClock {

    private static final long KNOT_NANOS = 250_000_000;

    private final ClockFit fit;
    private final long roughOffsetNanos;
    private final Map<Long, ClockEstimate> knots = new HashMap<>();

    FittedClock(ClockFit fit) {
        this.fit = fit;
        this.roughOffsetNanos = fit.atMiddle().offsetNanos();
    }

    @Override
    public Moment toController(long agentNanos) {
        // the first guess is off by what the clocks drift apart since the middle, the second by as much of that as they
        // drift apart in it
        long about = agentNanos - roughOffsetNanos;
        for (int guess = 0; guess < 2; guess++) {
            about = agentNanos - chord(about).offsetAt(about);
        }
        Chord chord = chord(about);
        return new Moment(
                agentNanos - chord.offsetAt(about),
                Bounds.sum(chord.boundAt(about), step(Math.floorDiv(about, KNOT_NANOS))));
    }

    private Chord chord(long nanos) {
        long number = Math.floorDiv(nanos, KNOT_NANOS);
        return new Chord(
                number * KNOT_NANOS,
                knot(number).offset(),
                (number + 1) * KNOT_NANOS,
                knot(number + 1).offset());
    }

    /** How far this knot and the next are apart beyond their bounds and the rate that was found: somewhere between them the clock jumped. */
    private long step(long number) {
        ClockEstimate first = knot(number);
        ClockEstimate second = knot(number + 1);
        double apart = Math.abs((double) second.offsetNanos() - first.offsetNanos());
        double rate = Math.max(Math.abs(first.driftPpb()), Math.abs(second.driftPpb())) / 1e9
                + ClockTolerance.COMPUTERS.wander();
        double explained = (double) first.boundNanos() + second.boundNanos() + Math.ceil(rate * KNOT_NANOS);
        return (long) Math.max(0, apart - explained);
    }

    private ClockEstimate knot(long number) {
        return knots.computeIfAbsent(number, it -> fit.at(it * KNOT_NANOS));
    }
}
