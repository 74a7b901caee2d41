package dev.tare.controller.lab.gate;

import dev.tare.controller.lab.Lab;

/** The part of a command that talks to agents. */
@FunctionalInterface
public interface InLab {

    /** Returns the exit code of the process. */
    int run(Lab lab) throws Exception;
}
