package dev.tare.controller.campaign;

import dev.tare.controller.fleet.Agent;
import dev.tare.controller.fleet.AgentDescription;
import dev.tare.controller.fleet.AgentException;
import dev.tare.controller.fleet.Held;
import dev.tare.controller.trial.Chosen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The agents that a campaign keeps for itself, from before its first trial until after its last: between two of its trials
 * nobody else's disturbs or is disturbed. Where others may measure in between, a trial keeps those that it needs.
 */
final class Holds implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final String holder;
    private final boolean exclusive;
    private final Set<Chosen> runtimes;
    private final Duration describeLimit;
    private final Interruption interruption;
    private final Map<String, Held> held = new ConcurrentHashMap<>();

    /**
     * @param exclusive false where others may measure between this campaign's trials: then only trials keep agents
     * @param runtimes what the campaign will ask for: they are tried, and their daemons started, before any trial
     */
    Holds(String holder, boolean exclusive, Set<Chosen> runtimes, Duration describeLimit, Interruption interruption) {
        this.holder = holder;
        this.exclusive = exclusive;
        this.runtimes = Set.copyOf(runtimes);
        this.describeLimit = describeLimit;
        this.interruption = interruption;
    }

    /** All of them, one after the other: two controllers that want the same two cannot have one each and wait for ever. */
    void take(Collection<Agent> agents, AgentPatience patience) throws AgentException {
        for (Agent agent : ordered(agents)) {
            patience.await(agent, it -> {
                take(it);
                return it;
            });
        }
    }

    /** What a trial keeps until it is over; nothing more where the campaign has them. */
    OfTrial takeForTrial(Collection<Agent> agents, AgentPatience patience) throws AgentException {
        List<Held> taken = new ArrayList<>();
        OfTrial ofTrial = new OfTrial(taken);
        try {
            for (Agent agent : exclusive ? List.<Agent>of() : ordered(agents)) {
                taken.add(patience.await(agent, it -> it.hold(holder, LIMIT)));
            }
            return ofTrial;
        } catch (AgentException | RuntimeException e) {
            ofTrial.close();
            throw e;
        }
    }

    /** Agents that one trial keeps. */
    record OfTrial(List<Held> held) implements AutoCloseable {

        @Override
        public void close() {
            held.forEach(Held::close);
        }
    }

    private static List<Agent> ordered(Collection<Agent> agents) {
        return agents.stream()
                .distinct()
                .sorted(Comparator.comparing(Agent::address))
                .toList();
    }

    /**
     * What the agent says of itself, once it is kept, for to try runtimes would disturb somebody else's measurement. A
     * connection that was given up took the hold with it, so it is kept anew.
     */
    AgentDescription describe(Agent agent) throws AgentException {
        take(agent);
        if (!exclusive) {
            refuseIfHeld(agent, agent.describeKnown(LIMIT));
        }
        // to try runtimes takes a minute where some boot, and who interrupts the campaign does not wait for them
        AgentDescription description = agent.describe(describeLimit, runtimes, interruption::watch);
        refuseIfHeld(agent, description);
        return description;
    }

    /** The same of what it knows already, which takes no time, and while nobody else has it set as a trial of theirs wants it. */
    AgentDescription describeKnown(Agent agent) throws AgentException {
        AgentDescription description = agent.describeKnown(LIMIT);
        refuseIfHeld(agent, description);
        return description;
    }

    private void refuseIfHeld(Agent agent, AgentDescription description) throws AgentException {
        Optional<AgentException> other = agent.heldBySomebodyElse(description, holder);
        if (other.isPresent()) {
            throw other.get();
        }
    }

    private void take(Agent agent) throws AgentException {
        if (exclusive) {
            Held before = held.put(agent.name(), agent.hold(holder, LIMIT));
            if (before != null) {
                before.close();
            }
        }
    }

    @Override
    public void close() {
        held.values().forEach(Held::close);
    }
}
