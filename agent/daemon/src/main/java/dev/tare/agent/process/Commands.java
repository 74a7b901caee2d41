package dev.tare.agent.process;

import java.io.IOException;
import java.util.List;

/** Runs short commands to their end. */
public interface Commands {

    /**
     * Runs one program with an environment of its own (PATH and LC_ALL only).
     *
     * @param arguments program and arguments; no shell reads them
     * @param input its stdin
     * @return what it wrote to stdout
     * @throws CommandFailedException when it ends with another status than 0 (the message has its stderr), writes more than
     *     is kept, has not ended at the deadline, or leaves its output open to another process until then. It is dead then,
     *     and makes nothing more; where the kernel holds it for 5 s after it was killed, the message says so
     */
    String run(List<String> arguments, String input, Deadline deadline) throws IOException, InterruptedException;

    default String run(List<String> arguments, Deadline deadline) throws IOException, InterruptedException {
        return run(arguments, "", deadline);
    }

    /** Real processes, for a program that is put together without an injector. */
    static Commands ofSystem() {
        return new SystemCommands();
    }
}
