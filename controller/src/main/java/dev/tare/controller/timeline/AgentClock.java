package dev.tare.controller.timeline;

import dev.tare.common.clock.Offset;
import dev.tare.controller.trial.ClockReading;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts an agent's readings on the controller's clock: the offset is interpolated linearly between the reading before the
 * trial and the one after it. The bound is the larger of the two, and what the clock may have wandered off the line since
 * the nearer reading.
 */
final class AgentClock {

    /** Frequency tolerance of a computer's clock, RFC 5905's PHI: 15 millionths. */
    private static final double TOLERANCE = 15e-6;

    private final ClockReading before;
    private final ClockReading after;

    private AgentClock(ClockReading before, ClockReading after) {
        this.before = before;
        this.after = after;
    }

    /** One reading will do, with a bound that grows faster; empty without any. */
    static Optional<AgentClock> of(@Nullable ClockReading before, @Nullable ClockReading after) {
        if (before == null) {
            return after == null ? Optional.empty() : Optional.of(new AgentClock(after, after));
        }
        return Optional.of(new AgentClock(before, after == null ? before : after));
    }

    Moment toController(long agentNanos) {
        long firstNanos = before.offset().toAnswererNanos(before.atNanos());
        long lastNanos = after.offset().toAnswererNanos(after.atNanos());
        double share = lastNanos == firstNanos ? 0 : (double) (agentNanos - firstNanos) / (lastNanos - firstNanos);
        long drift = after.offset().offsetNanos() - before.offset().offsetNanos();
        long offset = before.offset().offsetNanos() + Math.round(share * drift);
        long distance = Math.min(Math.abs(agentNanos - firstNanos), Math.abs(agentNanos - lastNanos));
        long bound = Math.max(before.offset().boundNanos(), after.offset().boundNanos());
        return new Moment(agentNanos - offset, bound + Math.round(distance * TOLERANCE));
    }

    /** A probe's reading, by the probe's clock against the agent's; the bounds add. */
    Moment toController(long probeNanos, Offset probe) {
        return toController(probe.toAskerNanos(probeNanos)).wider(probe.boundNanos());
    }
}
