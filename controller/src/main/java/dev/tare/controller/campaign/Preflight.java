package dev.tare.controller.campaign;

import dev.tare.controller.doctor.BuildChecks;
import dev.tare.controller.doctor.DeviceChecks;
import dev.tare.controller.fleet.Agent;
import dev.tare.controller.fleet.AgentDescription;
import dev.tare.controller.fleet.AgentException;
import dev.tare.controller.fleet.Check;
import dev.tare.controller.fleet.Parallel;
import dev.tare.controller.fleet.Sweep;
import dev.tare.controller.lab.Lab;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Before anything is measured: the agents of all hosts in the plan answer, are free and clean, of one version, and sit where the lab file says. */
final class Preflight {

    private static final Logger log = LoggerFactory.getLogger(Preflight.class);

    private final Lab lab;
    private final List<Agent> agents;
    private final AgentPatience patience;
    private final Holds holds;

    Preflight(Lab lab, List<Agent> agents, AgentPatience patience, Holds holds) {
        this.lab = lab;
        this.agents = List.copyOf(agents);
        this.patience = patience;
        this.holds = holds;
    }

    /**
     * What was found.
     *
     * @param problems sentences; empty means go
     */
    record Findings(Map<String, AgentDescription> descriptions, List<String> problems) {

        Findings {
            descriptions = Map.copyOf(descriptions);
            problems = List.copyOf(problems);
        }
    }

    Findings check() {
        try {
            holds.take(agents, patience);
        } catch (AgentException e) {
            return new Findings(Map.of(), List.of(e.words()));
        }
        return look();
    }

    private Findings look() {
        Map<String, AgentDescription> descriptions = new HashMap<>();
        List<String> problems = new ArrayList<>();
        Parallel.forEach(agents, this::ask).forEach((agent, answer) -> {
            problems.addAll(answer.problems());
            if (answer.description() != null) {
                descriptions.put(agent.name(), answer.description());
            }
        });
        if (problems.isEmpty()) {
            Agent first = agents.getFirst();
            for (Agent agent : agents) {
                problems.addAll(failures(agent, take(descriptions, agent), first.name(), take(descriptions, first)));
            }
        }
        return new Findings(descriptions, problems);
    }

    private Answer ask(Agent agent) {
        try {
            AgentDescription description = patience.await(agent, holds::describe);
            Sweep sweep = agent.sweep();
            sweep.reaped().forEach(reaped -> log.info("{}: swept {}", agent.name(), reaped));
            if (!sweep.failed().isEmpty()) {
                return Answer.problem("agent " + agent.name() + " at " + agent.address()
                        + " cannot remove what an earlier trial left: " + String.join("; ", sweep.failed())
                        + "; remove it by hand, or restart the host");
            }
            return new Answer(description, List.of());
        } catch (AgentException e) {
            return Answer.problem(e.words());
        }
    }

    /** What the doctor would say too, as far as it takes no time. */
    private List<String> failures(Agent agent, AgentDescription description, String modelName, AgentDescription model) {
        List<Check> checks = new ArrayList<>(new BuildChecks(modelName, model).of(description));
        checks.addAll(new DeviceChecks(lab.host(agent.name()), lab.link()).of(description));
        checks.addAll(description.checks());
        return checks.stream()
                .filter(check -> !check.passed())
                .map(check -> "agent " + agent.name() + " at " + agent.address() + ": " + check.sentence())
                .toList();
    }

    private static AgentDescription take(Map<String, AgentDescription> descriptions, Agent agent) {
        AgentDescription description = descriptions.get(agent.name());
        if (description == null) {
            throw new IllegalStateException("agent " + agent.name() + " answered without a description");
        }
        return description;
    }

    private record Answer(@org.jspecify.annotations.Nullable AgentDescription description, List<String> problems) {

        static Answer problem(String words) {
            return new Answer(null, List.of(words));
        }
    }
}
