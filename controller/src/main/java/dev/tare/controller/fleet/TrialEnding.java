package dev.tare.controller.fleet;

import java.io.IOException;
import java.util.List;

/** How one side of a trial ended. */
public sealed interface TrialEnding {

    /**
     * The agent's last word, after tear-down and audit.
     *
     * @param code stable word, empty where all went well
     * @param leftBehind objects that the trial left on the host
     */
    record Done(Result result, String code, String message, String remedy, List<String> leftBehind)
            implements TrialEnding {
        public Done {
            leftBehind = List.copyOf(leftBehind);
        }
    }

    /** The stream broke; whether the agent is still there is another question. */
    record Broken(AgentException why) implements TrialEnding {}

    /** What came could not be written to the archive; the stream was cancelled. */
    record Unwritable(IOException why) implements TrialEnding {}

    /** What the agent says of its side. */
    enum Result {
        COMPLETED,
        STOPPED,
        FAILED,
        UNAVAILABLE
    }
}
