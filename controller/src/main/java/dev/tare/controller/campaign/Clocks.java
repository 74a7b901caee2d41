package dev.tare.controller.campaign;

import dev.tare.controller.fleet.Agent;
import dev.tare.controller.fleet.AgentException;
import dev.tare.controller.trial.ClockReading;
import dev.tare.controller.trial.Side;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Readings of the agents' clocks, all being taken at the same time. */
final class Clocks {

    private final Map<Side, CompletableFuture<ClockReading>> asked;

    private Clocks(Map<Side, CompletableFuture<ClockReading>> asked) {
        this.asked = asked;
    }

    /** Begins to ask, and returns at once. */
    static Clocks ask(Map<Side, Agent> agents, Set<Side> without, int exchanges) {
        Map<Side, CompletableFuture<ClockReading>> asked = new EnumMap<>(Side.class);
        agents.forEach((side, agent) -> {
            if (!without.contains(side)) {
                asked.put(side, agent.readClock(exchanges));
            }
        });
        return new Clocks(asked);
    }

    /** Those that answered, and why the others did not. */
    record Answers(Map<Side, ClockReading> readings, Map<Side, AgentException> failures) {}

    /** Waits for all; each has a limit of its own. */
    Answers await() {
        Map<Side, ClockReading> readings = new EnumMap<>(Side.class);
        Map<Side, AgentException> failures = new EnumMap<>(Side.class);
        asked.forEach((side, answer) -> {
            try {
                readings.put(side, answer.join());
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof AgentException why)) {
                    throw e;
                }
                failures.put(side, why);
            }
        });
        return new Answers(readings, failures);
    }
}
