package dev.tare.controller.timeline;

import dev.tare.common.clock.ClockTolerance;
import dev.tare.controller.trial.ClockReading;

/**
 * A clock that was read before and after a trial: the offset is interpolated linearly between the two. The bound is the
 * larger of the two, and what the clock may have wandered off the line since the nearer reading; of one that was read once,
 * what it may have drifted since.
 */
record ReadClock(ClockReading before, ClockReading after) implements AgentClock {

    @Override
    public Moment toController(long agentNanos) {
        long firstNanos = before.offset().toAnswererNanos(before.atNanos());
        long lastNanos = after.offset().toAnswererNanos(after.atNanos());
        double share = lastNanos == firstNanos ? 0 : (double) (agentNanos - firstNanos) / (lastNanos - firstNanos);
        long drift = after.offset().offsetNanos() - before.offset().offsetNanos();
        long offset = before.offset().offsetNanos() + Math.round(share * drift);
        long distance = Math.min(Math.abs(agentNanos - firstNanos), Math.abs(agentNanos - lastNanos));
        long bound = Math.max(before.offset().boundNanos(), after.offset().boundNanos());
        double rate =
                lastNanos == firstNanos ? ClockTolerance.COMPUTERS.driftLimit() : ClockTolerance.COMPUTERS.wander();
        return new Moment(agentNanos - offset, bound + Math.round(distance * rate));
    }
}
