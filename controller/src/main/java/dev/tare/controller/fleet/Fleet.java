package dev.tare.controller.fleet;

import dev.tare.controller.clock.ControllerClock;
import dev.tare.controller.lab.Lab;
import dev.tare.controller.trial.Side;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/** The agents of a lab, one a side. */
public final class Fleet implements AutoCloseable {

    private final Map<Side, Agent> agents;

    private Fleet(Map<Side, Agent> agents) {
        this.agents = agents;
    }

    /** Connections are opened when first used; only missing or broken certificates are found out here. */
    public static Fleet of(Lab lab, ControllerClock clock) throws AgentException {
        TlsDialer dialer = TlsDialer.of(lab.tls());
        Map<Side, Agent> agents = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            agents.put(side, new Agent(side, lab.host(side).agent(), dialer, clock));
        }
        return new Fleet(agents);
    }

    public Agent agent(Side side) {
        Agent agent = agents.get(side);
        if (agent == null) {
            throw new IllegalStateException("a fleet without a " + side.word());
        }
        return agent;
    }

    public Collection<Agent> agents() {
        return agents.values();
    }

    @Override
    public void close() {
        agents.values().forEach(Agent::close);
    }
}
