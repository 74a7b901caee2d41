package dev.tare.controller.cli.hosts;

import dev.tare.controller.clock.ControllerClock;
import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.failure.TareException;
import dev.tare.controller.fleet.Agent;
import dev.tare.controller.fleet.AgentException;
import dev.tare.controller.fleet.Fleet;
import dev.tare.controller.lab.Lab;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The answers of all agents of a lab. */
public final class Inventory {

    private final List<HostAnswer> answers;

    Inventory(List<HostAnswer> answers) {
        this.answers = List.copyOf(answers);
    }

    /** Asks all agents at once; one that does not answer is part of the inventory. */
    public static Inventory of(Lab lab) {
        try (Fleet fleet = Fleet.of(lab, ControllerClock.startingNow());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<HostAnswer>> asked = new ArrayList<>();
            for (Agent agent : fleet.agents()) {
                asked.add(CompletableFuture.supplyAsync(() -> ask(agent), threads));
            }
            return new Inventory(asked.stream().map(CompletableFuture::join).toList());
        } catch (AgentException noCertificates) {
            throw TareException.preflight(noCertificates.words(), "");
        }
    }

    /** Facts of each host. */
    public void printHosts(PrintWriter out) {
        answers.forEach(answer -> HostText.facts(answer).forEach(out::println));
    }

    /** What can be used on each host, and if not, why. */
    public void printRuntimes(PrintWriter out) {
        answers.forEach(answer -> HostText.kinds(answer).forEach(out::println));
    }

    public void printJson(PrintWriter out) {
        out.println(HostJson.of(answers));
    }

    /** Failure of the preflight when an agent did not answer. */
    public ExitCode exitCode() {
        boolean all = answers.stream().allMatch(answer -> answer.failure() == null);
        return all ? ExitCode.DONE : ExitCode.PREFLIGHT;
    }

    private static HostAnswer ask(Agent agent) {
        try {
            return new HostAnswer(agent.side(), agent.address(), agent.describe(), null);
        } catch (AgentException failure) {
            return new HostAnswer(agent.side(), agent.address(), null, failure.words());
        }
    }
}
