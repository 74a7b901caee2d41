package dev.tare.controller.campaign;

import dev.tare.controller.doctor.BuildChecks;
import dev.tare.controller.doctor.DeviceChecks;
import dev.tare.controller.fleet.Agent;
import dev.tare.controller.fleet.AgentDescription;
import dev.tare.controller.fleet.AgentException;
import dev.tare.controller.fleet.Check;
import dev.tare.controller.fleet.Fleet;
import dev.tare.controller.fleet.Sweep;
import dev.tare.controller.lab.Lab;
import dev.tare.controller.trial.Side;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Before anything is measured: both agents answer, are free and clean, of one version, and sit where the lab file says. */
final class Preflight {

    private static final Logger log = LoggerFactory.getLogger(Preflight.class);

    private final Lab lab;
    private final Fleet fleet;
    private final AgentPatience patience;
    private final Holds holds;

    Preflight(Lab lab, Fleet fleet, AgentPatience patience, Holds holds) {
        this.lab = lab;
        this.fleet = fleet;
        this.patience = patience;
        this.holds = holds;
    }

    /**
     * What was found.
     *
     * @param problems sentences; empty means go
     */
    record Findings(Map<Side, AgentDescription> descriptions, List<String> problems) {

        Findings {
            descriptions = Map.copyOf(descriptions);
            problems = List.copyOf(problems);
        }
    }

    Findings check() {
        try {
            holds.take(fleet.agents(), patience);
        } catch (AgentException e) {
            return new Findings(Map.of(), List.of(e.words()));
        }
        return look();
    }

    private Findings look() {
        Map<Side, AgentDescription> descriptions = new EnumMap<>(Side.class);
        List<String> problems = new ArrayList<>();
        Parallel.forEach(fleet.agents(), this::ask).forEach((agent, answer) -> {
            problems.addAll(answer.problems());
            if (answer.description() != null) {
                descriptions.put(agent.side(), answer.description());
            }
        });
        if (problems.isEmpty()) {
            descriptions.forEach((side, description) -> problems.addAll(failures(side, description, descriptions)));
        }
        return new Findings(descriptions, problems);
    }

    private Answer ask(Agent agent) {
        try {
            AgentDescription description = patience.await(agent, holds::describe);
            Sweep sweep = agent.sweep();
            sweep.reaped()
                    .forEach(reaped -> log.info("{}: swept {}", agent.side().word(), reaped));
            if (!sweep.failed().isEmpty()) {
                return Answer.problem("agent " + agent.side().word() + " at " + agent.address()
                        + " cannot remove what an earlier trial left: " + String.join("; ", sweep.failed())
                        + "; remove it by hand, or restart the host");
            }
            return new Answer(description, List.of());
        } catch (AgentException e) {
            return Answer.problem(e.words());
        }
    }

    /** What the doctor would say too, as far as it takes no time. */
    private List<String> failures(Side side, AgentDescription description, Map<Side, AgentDescription> descriptions) {
        Agent agent = fleet.agent(side);
        AgentDescription model = descriptions.getOrDefault(Side.CLIENT, description);
        List<Check> checks = new ArrayList<>(new BuildChecks(Side.CLIENT.word(), model).of(description));
        checks.addAll(new DeviceChecks(lab.host(side), lab.link()).of(description));
        checks.addAll(description.checks());
        return checks.stream()
                .filter(check -> !check.passed())
                .map(check -> "agent " + agent.name() + " at " + agent.address() + ": " + check.sentence())
                .toList();
    }

    private record Answer(@org.jspecify.annotations.Nullable AgentDescription description, List<String> problems) {

        static Answer problem(String words) {
            return new Answer(null, List.of(words));
        }
    }
}
