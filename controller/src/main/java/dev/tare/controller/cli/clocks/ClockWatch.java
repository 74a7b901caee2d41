package dev.tare.controller.cli.clocks;

import dev.tare.common.clock.ClockFit;
import dev.tare.common.clock.ClockTolerance;
import dev.tare.common.clock.DriftWindow;
import dev.tare.common.clock.Exchange;
import dev.tare.common.clock.udp.ClockAsker;
import dev.tare.controller.clock.ControllerClock;
import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.failure.TareException;
import dev.tare.controller.fleet.Agent;
import dev.tare.controller.fleet.AgentException;
import dev.tare.controller.fleet.AgentPort;
import dev.tare.controller.fleet.Fleet;
import dev.tare.controller.lab.Lab;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;

/** Calibrates the hosts' clocks against each other, again and again. */
public final class ClockWatch {

    private static final Duration SPACING = Duration.ofNanos(500_000);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** A young agent on a busy machine takes seconds for its first answers. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(5);

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;
    private final int exchanges;

    /** {@code err} takes what cannot be told on {@code out} without a calibration. */
    public ClockWatch(PrintWriter out, PrintWriter err, boolean json, int exchanges) {
        this.out = out;
        this.err = err;
        this.json = json;
        this.exchanges = exchanges;
    }

    /** So many times; without end, and with a pause after each, when {@code count} is 0. */
    public ExitCode run(Lab lab, int count) throws InterruptedException {
        List<Watched> watched = new ArrayList<>();
        try (Fleet fleet = Fleet.of(lab, ControllerClock.startingNow())) {
            open(fleet, watched);
            if (watched.isEmpty()) {
                throw TareException.usage(
                        "a lab of one host has nobody to compare its clock with",
                        "tare doctor tells it against this machine's");
            }
            for (int done = 0; count == 0 || done < count; done++) {
                boolean goesOn = count == 0 && done > 0;
                for (ListIterator<Watched> pairs = watched.listIterator(); pairs.hasNext(); ) {
                    Watched pair = pairs.next();
                    if (!tell(pair, goesOn)) {
                        pairs.set(heardAgain(pair));
                    }
                }
                if (count == 0) {
                    Thread.sleep(PAUSE);
                }
            }
            return ExitCode.DONE;
        } catch (AgentException e) {
            throw TareException.preflight(e.words(), "");
        } finally {
            watched.forEach(pair -> pair.port().close());
        }
    }

    /**
     * Whether a calibration came.
     *
     * @param goesOn past one that did not: the pair was heard before, and may be again
     */
    private boolean tell(Watched pair, boolean goesOn) throws AgentException {
        try {
            ClockLine line = calibrate(pair);
            out.println(json ? line.json() : line.words());
            out.flush();
            return true;
        } catch (TareException | AgentException e) {
            if (!goesOn) {
                throw e;
            }
            complain(e);
            return false;
        }
    }

    /** An agent that was started again answers at another port. */
    private Watched heardAgain(Watched pair) {
        try {
            AgentPort port = pair.to().answerClock(SHORT_PATIENCE);
            pair.port().close();
            return new Watched(pair.from(), pair.to(), port, pair.drift());
        } catch (AgentException e) {
            complain(e);
            return pair;
        }
    }

    private void complain(Exception e) {
        err.println("tare: " + e.getMessage());
        err.flush();
    }

    /** One host that asks another, at a port of its own. */
    private record Watched(Agent from, Agent to, AgentPort port, DriftWindow drift) {}

    /** Each host asks those that the lab file names after it. */
    private static void open(Fleet fleet, List<Watched> watched) throws AgentException {
        List<Agent> agents = List.copyOf(fleet.agents());
        for (int from = 0; from < agents.size(); from++) {
            for (Agent to : agents.subList(from + 1, agents.size())) {
                watched.add(new Watched(agents.get(from), to, to.answerClock(PATIENCE), new DriftWindow()));
            }
        }
    }

    private ClockLine calibrate(Watched pair) throws AgentException {
        ClockAsker.Asked asked = pair.from().askClock(pair.port(), exchanges, SPACING);
        List<Exchange> heard = asked.exchanges();
        ClockFit fit = ClockFit.of(heard, ClockTolerance.COMPUTERS)
                .orElseThrow(() -> heard.isEmpty() ? unheard(pair) : unbelievable(pair, heard.size()));
        boolean trusted = fit.straight() && fit.impossible() == 0;
        return ClockLine.of(
                pair.from().name(),
                pair.to().name(),
                fit.atMiddle(),
                pair.drift().add(heard),
                trusted,
                asked.wallSteps());
    }

    private static TareException unbelievable(Watched pair, int answers) {
        return TareException.preflight(
                "none of " + answers + " answers that host " + pair.from().name() + " got from the clock of host "
                        + pair.to().name()
                        + " can be true: by their own stamps they were given before they were asked for",
                "look at the agent of host " + pair.to().name()
                        + ", and at what lies between the two: somebody does not tell the clock as it is");
    }

    private static TareException unheard(Watched pair) {
        return TareException.preflight(
                "host " + pair.from().name() + " got no answer from the clock of host "
                        + pair.to().name() + " at " + pair.port().address(),
                "let UDP pass between the hosts' management addresses");
    }
}
