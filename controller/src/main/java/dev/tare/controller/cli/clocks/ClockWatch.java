package dev.tare.controller.cli.clocks;

import dev.tare.common.clock.ClockFit;
import dev.tare.common.clock.ClockTolerance;
import dev.tare.common.clock.Exchange;
import dev.tare.controller.clock.ControllerClock;
import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.failure.TareException;
import dev.tare.controller.fleet.Agent;
import dev.tare.controller.fleet.AgentException;
import dev.tare.controller.fleet.AgentPort;
import dev.tare.controller.fleet.Fleet;
import dev.tare.controller.lab.Lab;
import dev.tare.controller.trial.Side;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/** Calibrates the hosts' clocks against each other, again and again. Two hosts make one pair: the client asks the server. */
public final class ClockWatch {

    private static final Duration SPACING = Duration.ofNanos(500_000);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** A young agent on a busy machine takes seconds for its first answers. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PrintWriter out;
    private final boolean json;
    private final int exchanges;

    public ClockWatch(PrintWriter out, boolean json, int exchanges) {
        this.out = out;
        this.json = json;
        this.exchanges = exchanges;
    }

    /** So many times; without end, and with a pause after each, when {@code count} is 0. */
    public ExitCode run(Lab lab, int count) throws InterruptedException {
        try (Fleet fleet = Fleet.of(lab, ControllerClock.startingNow())) {
            Agent from = fleet.agent(Side.CLIENT);
            Agent to = fleet.agent(Side.SERVER);
            try (AgentPort port = to.answerClock(PATIENCE)) {
                for (int done = 0; count == 0 || done < count; done++) {
                    ClockLine line = calibrate(from, to, port);
                    out.println(json ? line.json() : line.words());
                    out.flush();
                    if (count == 0) {
                        Thread.sleep(PAUSE);
                    }
                }
            }
            return ExitCode.DONE;
        } catch (AgentException e) {
            throw TareException.preflight(e.words(), "");
        }
    }

    private ClockLine calibrate(Agent from, Agent to, AgentPort port) throws AgentException {
        List<Exchange> heard = from.askClock(port, exchanges, SPACING).exchanges();
        ClockFit fit = ClockFit.of(heard, ClockTolerance.COMPUTERS).orElseThrow(() -> unheard(from, to, port));
        boolean trusted = fit.straight() && fit.impossible() == 0;
        return ClockLine.of(from.side().word(), to.side().word(), fit.atMiddle(), trusted);
    }

    private static TareException unheard(Agent from, Agent to, AgentPort port) {
        return TareException.preflight(
                "the " + from.side().word() + " got no answer from the "
                        + to.side().word() + "'s clock at " + port.address(),
                "let UDP pass between the hosts' management addresses");
    }
}
