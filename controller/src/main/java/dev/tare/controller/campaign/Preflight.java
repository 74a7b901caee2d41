package dev.tare.controller.campaign;

import dev.tare.common.Protocol;
import dev.tare.controller.fleet.Agent;
import dev.tare.controller.fleet.AgentDescription;
import dev.tare.controller.fleet.AgentException;
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

    Preflight(Lab lab, Fleet fleet, AgentPatience patience) {
        this.lab = lab;
        this.fleet = fleet;
        this.patience = patience;
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
        Map<Side, AgentDescription> descriptions = new EnumMap<>(Side.class);
        List<String> problems = new ArrayList<>();
        Parallel.forEach(fleet.agents(), this::ask).forEach((agent, answer) -> {
            problems.addAll(answer.problems());
            if (answer.description() != null) {
                descriptions.put(agent.side(), answer.description());
            }
        });
        if (problems.isEmpty()) {
            descriptions.forEach((side, description) -> problems.addAll(
                    LabCheck.of(fleet.agent(side), lab.host(side), lab.link()).problems(description)));
            problems.addAll(differences(descriptions));
        }
        return new Findings(descriptions, problems);
    }

    private Answer ask(Agent agent) {
        try {
            AgentDescription description = patience.await(agent);
            if (description.protocolVersion() != Protocol.VERSION) {
                return Answer.problem("agent " + agent.side().word() + " at " + agent.address() + " speaks protocol "
                        + description.protocolVersion() + ", this controller speaks " + Protocol.VERSION
                        + "; install the same version of Tare on all hosts");
            }
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

    private static List<String> differences(Map<Side, AgentDescription> descriptions) {
        List<String> problems = new ArrayList<>();
        long versions = descriptions.values().stream()
                .map(AgentDescription::version)
                .distinct()
                .count();
        if (versions > 1) {
            problems.add("the agents are of different versions: " + each(descriptions, AgentDescription::version)
                    + "; install the same version of Tare on all hosts");
        }
        long bundles = descriptions.values().stream()
                .map(AgentDescription::bundleDigest)
                .distinct()
                .count();
        if (bundles > 1) {
            problems.add("the agents have different bundles: " + each(descriptions, AgentDescription::bundleDigest)
                    + "; a comparison needs the same bytes on all hosts, install the same build");
        }
        return problems;
    }

    private static String each(
            Map<Side, AgentDescription> descriptions, java.util.function.Function<AgentDescription, String> what) {
        List<String> words = new ArrayList<>();
        for (Side side : Side.values()) {
            AgentDescription description = descriptions.get(side);
            if (description != null) {
                words.add(side.word() + " " + what.apply(description));
            }
        }
        return String.join(", ", words);
    }

    private record Answer(@org.jspecify.annotations.Nullable AgentDescription description, List<String> problems) {

        static Answer problem(String words) {
            return new Answer(null, List.of(words));
        }
    }
}
