package dev.tare.controller.campaign;

import dev.tare.controller.clock.ControllerClock;
import dev.tare.controller.fleet.Agent;
import dev.tare.controller.fleet.AgentDescription;
import dev.tare.controller.fleet.AgentException;
import dev.tare.controller.fleet.AgentException.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Waits for an agent that is gone or held, asking again and again, less and less often. */
final class AgentPatience {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final ControllerClock clock;
    private final Interruption interruption;
    private final Set<String> runtimes;
    private final Duration describeLimit;
    private final Duration goneLimit;
    private final Duration busyLimit;

    /** @param runtimes what the campaign will ask for: they are tried, and their daemons started, before any trial */
    AgentPatience(
            ControllerClock clock,
            Interruption interruption,
            Set<String> runtimes,
            Duration describeLimit,
            Duration goneLimit,
            Duration busyLimit) {
        this.clock = clock;
        this.interruption = interruption;
        this.runtimes = Set.copyOf(runtimes);
        this.describeLimit = describeLimit;
        this.goneLimit = goneLimit;
        this.busyLimit = busyLimit;
    }

    /** Returns when the agent answers and nobody holds it; throws what was wrong at last. */
    AgentDescription await(Agent agent) throws AgentException {
        long startNanos = clock.nanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            AgentException why;
            try {
                AgentDescription description = agent.describe(describeLimit, runtimes);
                Optional<AgentException> held = agent.heldBySomebody(description);
                if (held.isEmpty()) {
                    return description;
                }
                why = held.get();
            } catch (AgentException e) {
                why = e;
            }
            Duration limit = why.problem() == Problem.BUSY ? busyLimit : goneLimit;
            boolean hopeless =
                    !why.problem().isLoss() || clock.nanos() - startNanos + pause.toNanos() > limit.toNanos();
            if (hopeless || interruption.await(pause)) {
                throw why;
            }
            if (why.problem() != Problem.BUSY) {
                agent.redial();
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }
}
