package dev.tare.controller.campaign;

import dev.tare.common.clock.Exchange;
import dev.tare.controller.fleet.Agent;
import dev.tare.controller.fleet.AgentException;
import dev.tare.controller.fleet.AgentPort;
import dev.tare.controller.fleet.ClockFollowing;
import dev.tare.controller.trial.Side;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client's agent follows the server's clock through a trial. Where it cannot, the two are known by what both tell the
 * controller. Used by one thread.
 */
final class DirectClock {

    private static final Logger LOG = LoggerFactory.getLogger(DirectClock.class);

    /** The last questions are 10 ms, and half a second where they are not answered; an agent gives way to all traffic. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private @Nullable AgentPort port;
    private @Nullable ClockFollowing following;

    /**
     * Begins to ask, and returns as soon as the port is open.
     *
     * @param opening for the server's agent to open a port
     * @param habits how often it asks, as the controller does itself
     * @param limit after it the agent asks nothing more
     */
    void begin(Map<Side, Agent> agents, Duration opening, Habits habits, Duration limit) {
        Agent client = agents.get(Side.CLIENT);
        Agent server = agents.get(Side.SERVER);
        if (client == null || server == null || client == server) {
            return;
        }
        try {
            AgentPort opened = server.answerClock(opening);
            port = opened;
            following = client.followClock(opened, habits.burst(), habits.spacing(), habits.pause(), limit);
        } catch (AgentException e) {
            LOG.info("the server's clock is not asked for by the client: {}", e.words());
        }
    }

    /**
     * How a clock is followed.
     *
     * @param burst questions before and after the trial
     * @param spacing from one to the next
     * @param pause between single questions during the trial
     */
    record Habits(int burst, Duration spacing, Duration pause) {}

    /** Returns when the first questions are over, so that nobody is asked while instances start; or after that time. */
    void awaitFirst(Duration atMost) throws InterruptedException {
        if (following != null) {
            following.awaitFirst(atMost);
        }
    }

    /** Lets it ask a last time and gives all that was heard; nothing where it never began. */
    List<Exchange> end() throws InterruptedException {
        try {
            if (following == null) {
                return List.of();
            }
            ClockFollowing.Heard heard = following.end(LAST_WORDS);
            heard.why().ifPresent(why -> LOG.info("the server's clock as the client hears it: {}", why.words()));
            if (heard.why().isEmpty() && heard.exchanges().isEmpty()) {
                LOG.info("the client got no answer from the server's clock: UDP does not pass between their management"
                        + " addresses, so that the two are known by way of this controller");
            }
            return heard.exchanges();
        } finally {
            if (port != null) {
                port.close();
            }
        }
    }
}
