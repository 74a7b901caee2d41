package dev.tare.agent.service;

import dev.tare.common.linux.OwnPriority;
import jakarta.inject.Inject;
import java.io.IOException;

/** This agent's giving way to traffic: from the first side's that runs here until the last one's is over. */
final class Courtesy {

    private int running;
    private int usualNiceness;

    @Inject
    Courtesy() {}

    synchronized void begin() throws IOException {
        if (running == 0) {
            usualNiceness = OwnPriority.niceness();
            OwnPriority.set(OwnPriority.LAST);
        }
        running++;
    }

    synchronized void end() throws IOException {
        running--;
        if (running == 0) {
            OwnPriority.set(usualNiceness);
        }
    }
}
