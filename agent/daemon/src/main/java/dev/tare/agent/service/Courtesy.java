package dev.tare.agent.service;

import dev.tare.common.linux.OwnPriority;
import jakarta.inject.Inject;
import java.io.IOException;

/** This agent's giving way to traffic: from the first side's that runs here until the last one's is over. */
final class Courtesy {

    private int running;
    private int suspended;
    private int usualNiceness;

    @Inject
    Courtesy() {}

    synchronized void begin() throws IOException {
        if (running == 0) {
            usualNiceness = OwnPriority.niceness();
        }
        running++;
        settle();
    }

    synchronized void end() throws IOException {
        running--;
        settle();
    }

    /** Between a beginning and its end: until it is closed, this agent does not give way, whatever else runs. */
    synchronized Suspension suspend() throws IOException {
        suspended++;
        settle();
        return this::resume;
    }

    private synchronized void resume() throws IOException {
        suspended--;
        settle();
    }

    private void settle() throws IOException {
        OwnPriority.set(running > 0 && suspended == 0 ? OwnPriority.LAST : usualNiceness);
    }

    /** A time in which this agent does not give way. */
    @FunctionalInterface
    interface Suspension extends AutoCloseable {

        @Override
        void close() throws IOException;
    }
}
