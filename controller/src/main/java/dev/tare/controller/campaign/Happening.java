package dev.tare.controller.campaign;

import dev.tare.controller.fleet.AgentException;
import dev.tare.controller.fleet.TrialEnding;
import dev.tare.controller.fleet.TrialEvent;
import dev.tare.controller.trial.Side;
import org.jspecify.annotations.Nullable;

/** What comes to the thread that runs a trial from the threads that talk to the agents. */
sealed interface Happening {

    Side side();

    record Heard(Side side, TrialEvent event) implements Happening {}

    record Ended(Side side, TrialEnding ending) implements Happening {}

    /** The agent answered the question whether it is there, or did not. */
    record Pulse(Side side, @Nullable AgentException failure) implements Happening {}
}
