package dev.tare.probe;

/** How the probe ends when something other than its stdin ends it. */
@FunctionalInterface
interface Ending {

    int FAILED = 1;

    void end(int status);
}
