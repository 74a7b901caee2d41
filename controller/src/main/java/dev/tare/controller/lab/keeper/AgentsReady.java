package dev.tare.controller.lab.keeper;

import dev.tare.controller.clock.ControllerClock;
import dev.tare.controller.fleet.Agent;
import dev.tare.controller.fleet.AgentException;
import dev.tare.controller.fleet.Fleet;
import dev.tare.controller.lab.Lab;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/** Waits until all agents answer to the controller's certificate. */
final class AgentsReady {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration PULSE = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private AgentsReady() {}

    static void await(Lab lab) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        try (Fleet fleet = Fleet.of(lab, ControllerClock.startingNow())) {
            for (Agent agent : fleet.agents()) {
                await(agent, deadline);
            }
        } catch (AgentException refused) {
            throw new IOException(refused.words(), refused);
        }
    }

    private static void await(Agent agent, long deadline) throws IOException, InterruptedException {
        while (true) {
            try {
                agent.pulse(PULSE).get();
                return;
            } catch (ExecutionException notYet) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IOException(
                            "agent " + agent.name() + " did not answer within " + LIMIT.toSeconds() + " s: "
                                    + notYet.getMessage(),
                            notYet);
                }
                Thread.sleep(LOOK_AGAIN);
            }
        }
    }
}
