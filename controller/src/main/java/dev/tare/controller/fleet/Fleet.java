package dev.tare.controller.fleet;

import dev.tare.controller.clock.ControllerClock;
import dev.tare.controller.lab.Lab;
import dev.tare.controller.trial.Pair;
import dev.tare.controller.trial.Side;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** The agents of a lab, one a host. */
public final class Fleet implements AutoCloseable {

    private final SequencedMap<String, Agent> agents;

    private Fleet(SequencedMap<String, Agent> agents) {
        this.agents = Collections.unmodifiableSequencedMap(agents);
    }

    /** Connections are opened when first used; only missing or broken certificates are found out here. */
    public static Fleet of(Lab lab, ControllerClock clock) throws AgentException {
        TlsDialer dialer = TlsDialer.of(lab.tls());
        SequencedMap<String, Agent> agents = new LinkedHashMap<>();
        lab.hosts().forEach((name, host) -> agents.put(name, new Agent(name, host.agent(), dialer, clock)));
        return new Fleet(agents);
    }

    public Agent agent(String host) {
        Agent agent = agents.get(host);
        if (agent == null) {
            throw new IllegalStateException("a fleet without host " + host);
        }
        return agent;
    }

    /** Of the two hosts of a trial. */
    public Map<Side, Agent> between(Pair pair) {
        Map<Side, Agent> both = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            both.put(side, agent(pair.host(side)));
        }
        return both;
    }

    /** All, in the order of the lab file. */
    public Collection<Agent> agents() {
        return agents.values();
    }

    /** Those of these hosts, in the order of the lab file. */
    public List<Agent> agents(Collection<String> hosts) {
        List<Agent> some = new ArrayList<>(agents.values());
        some.removeIf(agent -> !hosts.contains(agent.name()));
        return some;
    }

    @Override
    public void close() {
        agents.values().forEach(Agent::close);
    }
}
