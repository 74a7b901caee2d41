package dev.tare.controller.timeline;

import dev.tare.common.clock.ClockFit;
import dev.tare.common.clock.ClockTolerance;
import dev.tare.common.clock.Exchange;
import dev.tare.controller.trial.ClockReading;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts an agent's readings on the controller's clock. */
public sealed interface AgentClock permits FittedClock, ReadClock, OneClock, PeerClock, WiderClock {

    /** By what was heard all through the trial; where nothing was, by a reading before and one after it. */
    static Optional<AgentClock> of(
            Collection<Exchange> exchanges, @Nullable ClockReading before, @Nullable ClockReading after) {
        Optional<ClockFit> fit = ClockFit.of(exchanges, ClockTolerance.COMPUTERS);
        return fit.isPresent() ? Optional.of(new FittedClock(fit.get())) : of(before, after);
    }

    /** One reading will do, with a bound that grows faster; empty without any. */
    static Optional<AgentClock> of(@Nullable ClockReading before, @Nullable ClockReading after) {
        if (before == null) {
            return after == null ? Optional.empty() : Optional.of(new ReadClock(after, after));
        }
        return Optional.of(new ReadClock(before, after == null ? before : after));
    }

    Moment toController(long agentNanos);
}
