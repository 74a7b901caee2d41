package dev.tare.controller.lab.exec;

import java.io.IOException;

/** Runs a program to its end. */
public interface Exec {

    /**
     * Runs it and waits.
     *
     * @throws IOException when it cannot be started, or was killed because its time was over
     */
    Finished run(Command command) throws IOException, InterruptedException;

    /** Runs a program that must succeed. */
    default Finished must(Command command) throws IOException, InterruptedException {
        Finished finished = run(command);
        if (!finished.succeeded()) {
            throw new IOException("'" + command + "' failed: " + finished.lastWords());
        }
        return finished;
    }
}
