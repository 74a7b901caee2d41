package dev.tare.controller.lab.state;

import dev.tare.controller.lab.ClockOffsets;
import dev.tare.controller.lab.LabSpec;
import dev.tare.controller.trial.Side;
import java.time.Instant;
import java.util.Map;

/**
 * {@code lab.json}: a lab that is up, as its keeper says.
 *
 * @param clocks as made, after both were shifted forward where that was necessary
 * @param agents per side
 */
public record LabReady(
        int schemaVersion, LabSpec spec, ClockOffsets clocks, Instant since, Map<Side, AgentLife> agents) {

    public static final int SCHEMA_VERSION = 1;

    public LabReady {
        agents = Map.copyOf(agents);
    }

    /**
     * One agent process.
     *
     * @param pid in the lab's own process namespace
     * @param restarts how many before it died
     */
    public record AgentLife(long pid, int restarts) {}
}
