package dev.tare.controller.cli.hosts;

import dev.tare.controller.clock.ControllerClock;
import dev.tare.controller.doctor.Doctor;
import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.failure.TareException;
import dev.tare.controller.fleet.Agent;
import dev.tare.controller.fleet.AgentDescription;
import dev.tare.controller.fleet.AgentException;
import dev.tare.controller.fleet.Fleet;
import dev.tare.controller.fleet.Parallel;
import dev.tare.controller.lab.Lab;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** The answers of all agents of a lab. */
public final class Inventory {

    /** For what an agent knows already; one that is slower than that is not well. */
    private static final Duration SOON = Duration.ofSeconds(10);

    /** Eight would leave a clock's bound a quarter to four fifths wider, and be 4% sooner where there are many agents. */
    private static final int CLOCK_EXCHANGES = 20;

    private final List<HostAnswer> answers;

    Inventory(List<HostAnswer> answers) {
        this.answers = List.copyOf(answers);
    }

    /** What agents know of themselves, at once: nothing is tried. One that does not answer is part of the inventory. */
    public static Inventory known(Lab lab) {
        return with(lab, fleet -> askAll(fleet, Inventory::known));
    }

    /** The same with every runtime tried, and with all that a doctor looks at. */
    public static Inventory examined(Lab lab) {
        return with(lab, fleet -> {
            List<HostAnswer> described = askAll(fleet, Inventory::described);
            return described.stream()
                    .filter(answer -> answer.description() != null)
                    .findFirst()
                    .map(model -> examined(lab, fleet, described, model))
                    .orElse(described);
        });
    }

    /** A line for each host. */
    public void printHosts(PrintWriter out) {
        HostText.table(answers).forEach(out::println);
    }

    /** Facts of each host. */
    public void printFacts(PrintWriter out) {
        answers.forEach(answer -> HostText.facts(answer).forEach(out::println));
    }

    /** What was looked at on each host, and what can be used there; if not, why and what to do. */
    public void printExamination(PrintWriter out) {
        answers.forEach(answer -> HostText.examination(answer).forEach(out::println));
    }

    public void printJson(PrintWriter out) {
        out.println(HostJson.of(answers));
    }

    /** Failure of the preflight when an agent did not answer, or something that was looked at is wrong. */
    public ExitCode exitCode() {
        return answers.stream().allMatch(HostAnswer::sound) ? ExitCode.DONE : ExitCode.PREFLIGHT;
    }

    private static Inventory with(Lab lab, Function<Fleet, List<HostAnswer>> asking) {
        try (Fleet fleet = Fleet.of(lab, ControllerClock.startingNow())) {
            return new Inventory(asking.apply(fleet));
        } catch (AgentException noCertificates) {
            throw TareException.preflight(noCertificates.words(), "");
        }
    }

    private static List<HostAnswer> askAll(Fleet fleet, Function<Agent, HostAnswer> question) {
        return List.copyOf(Parallel.forEach(fleet.agents(), question).values());
    }

    private static HostAnswer known(Agent agent) {
        try {
            AgentDescription description = agent.describeKnown(SOON);
            return new HostAnswer(
                    agent.name(), agent.address(), description, clockBound(agent), description.checks(), null);
        } catch (AgentException failure) {
            return failed(agent, failure);
        }
    }

    private static HostAnswer described(Agent agent) {
        try {
            return new HostAnswer(agent.name(), agent.address(), agent.describe(), null, List.of(), null);
        } catch (AgentException failure) {
            return failed(agent, failure);
        }
    }

    private static List<HostAnswer> examined(Lab lab, Fleet fleet, List<HostAnswer> described, HostAnswer model) {
        AgentDescription like = model.description();
        if (like == null) {
            return described;
        }
        Doctor doctor = new Doctor(lab, fleet, Instant::now, model.name(), like);
        return askAll(fleet, agent -> {
            HostAnswer answer = described.stream()
                    .filter(it -> it.name().equals(agent.name()))
                    .findFirst()
                    .orElseThrow();
            AgentDescription description = answer.description();
            return description == null
                    ? answer
                    : new HostAnswer(
                            answer.name(), answer.agent(), description, null, doctor.examine(agent, description), null);
        });
    }

    private static HostAnswer failed(Agent agent, AgentException failure) {
        return new HostAnswer(agent.name(), agent.address(), null, null, List.of(), failure.words());
    }

    /** Over a connection that has just worked: not while it is being made, which would count as doubt of the clock. */
    private static Long clockBound(Agent agent) throws AgentException {
        try {
            return agent.readClock(CLOCK_EXCHANGES).join().offset().boundNanos();
        } catch (CompletionException e) {
            if (e.getCause() instanceof AgentException why) {
                throw why;
            }
            throw e;
        }
    }
}
