package dev.tare.controller.timeline;

import dev.tare.common.clock.ClockEstimate;
import dev.tare.common.clock.ClockFit;
import dev.tare.common.clock.ClockTolerance;
import java.util.HashMap;
import java.util.Map;

/**
 * A clock that was followed all through a trial. The fit is asked at knots, every quarter of a second of the controller's
 * clock; between two the offset is interpolated, and the bound is the larger of both, what the rate may have wandered
 * on the way to the nearer, and, where a clock stepped between two, as much as the step. Not for more than one thread.
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
        // the offset at the instant that is looked for is within milliseconds of that in the middle, even over an hour
        long about = agentNanos - offsetAt(agentNanos - roughOffsetNanos);
        return new Moment(agentNanos - offsetAt(about), boundAt(about));
    }

    private long offsetAt(long nanos) {
        long knot = Math.floorDiv(nanos, KNOT_NANOS);
        long first = knot(knot).offsetNanos();
        long second = knot(knot + 1).offsetNanos();
        double share = (double) Math.floorMod(nanos, KNOT_NANOS) / KNOT_NANOS;
        return first + Math.round(share * (second - first));
    }

    private long boundAt(long nanos) {
        long knot = Math.floorDiv(nanos, KNOT_NANOS);
        long into = Math.floorMod(nanos, KNOT_NANOS);
        long distance = Math.min(into, KNOT_NANOS - into);
        ClockEstimate first = knot(knot);
        ClockEstimate second = knot(knot + 1);
        return Math.max(first.boundNanos(), second.boundNanos())
                + (long) Math.ceil(distance * ClockTolerance.COMPUTERS.wander())
                + step(first, second);
    }

    /** How far two knots are apart beyond their bounds and the rate that was found: somewhere between them the clock jumped. */
    private static long step(ClockEstimate first, ClockEstimate second) {
        long apart = Math.abs(second.offsetNanos() - first.offsetNanos());
        double rate = Math.max(Math.abs(first.driftPpb()), Math.abs(second.driftPpb())) / 1e9
                + ClockTolerance.COMPUTERS.wander();
        long explained = first.boundNanos() + second.boundNanos() + (long) Math.ceil(rate * KNOT_NANOS);
        return Math.max(0, apart - explained);
    }

    private ClockEstimate knot(long number) {
        return knots.computeIfAbsent(number, it -> fit.at(it * KNOT_NANOS));
    }
}
