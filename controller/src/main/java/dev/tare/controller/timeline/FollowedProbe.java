package dev.tare.controller.timeline;

import dev.tare.common.clock.ClockFit;
import dev.tare.common.clock.ClockTolerance;
import dev.tare.common.clock.Exchange;
import java.util.List;
import java.util.Optional;

/**
 * A probe's own clock as its agent followed it.
 *
 * @param onAgent puts its readings on the agent's clock
 * @param sound whether one line fits all answers, and each of them can be true
 */
record FollowedProbe(AgentClock onAgent, boolean sound) {

    /** Empty where nothing was heard that can be true. */
    static Optional<FollowedProbe> of(List<Exchange> exchanges) {
        return ClockFit.of(exchanges, ClockTolerance.COMPUTERS)
                .map(fit -> new FollowedProbe(new FittedClock(fit), fit.straight() && fit.impossible() == 0));
    }
}
