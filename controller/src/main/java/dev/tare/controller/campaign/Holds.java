package dev.tare.controller.campaign;

import dev.tare.controller.fleet.Agent;
import dev.tare.controller.fleet.AgentDescription;
import dev.tare.controller.fleet.AgentException;
import dev.tare.controller.fleet.Held;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The agents that a campaign keeps for itself, from before its first trial until after its last: between two of its trials
 * nobody else's disturbs or is disturbed.
 */
final class Holds implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final String holder;
    private final boolean exclusive;
    private final Set<String> runtimes;
    private final Duration describeLimit;
    private final Map<String, Held> held = new ConcurrentHashMap<>();

    /**
     * @param exclusive false where others may measure between this campaign's trials: then nothing is kept
     * @param runtimes what the campaign will ask for: they are tried, and their daemons started, before any trial
     */
    Holds(String holder, boolean exclusive, Set<String> runtimes, Duration describeLimit) {
        this.holder = holder;
        this.exclusive = exclusive;
        this.runtimes = Set.copyOf(runtimes);
        this.describeLimit = describeLimit;
    }

    /** All of them, one after the other: two controllers that want the same two cannot have one each and wait for ever. */
    void take(Collection<Agent> agents, AgentPatience patience) throws AgentException {
        List<Agent> ordered =
                agents.stream().sorted(Comparator.comparing(Agent::address)).toList();
        for (Agent agent : ordered) {
            patience.await(agent, it -> {
                take(it);
                return it;
            });
        }
    }

    /**
     * What the agent says of itself, once it is kept, for to try runtimes would disturb somebody else's measurement. A
     * connection that was given up took the hold with it, so it is kept anew.
     */
    AgentDescription describe(Agent agent) throws AgentException {
        take(agent);
        AgentDescription description = agent.describe(describeLimit, runtimes);
        Optional<AgentException> other = agent.heldBySomebodyElse(description, holder);
        if (other.isPresent()) {
            throw other.get();
        }
        return description;
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
