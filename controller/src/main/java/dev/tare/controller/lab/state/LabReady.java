package dev.tare.controller.lab.state;

import dev.tare.controller.lab.ClockOffsets;
import dev.tare.controller.lab.LabSpec;
import java.time.Instant;
import java.util.Map;

/**
 * {@code lab.json}: a lab that is up, as its keeper says.
 *
 * @param clocks as made, after all were shifted forward where that was necessary
 * @param agents by host
 */
public record LabReady(
        int schemaVersion, LabSpec spec, ClockOffsets clocks, Instant since, Map<String, AgentLife> agents) {

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
    public record AgentLife(long pid, int restarts) {

        /** Of a host whose agent was never started. */
        public static final AgentLife NONE = new AgentLife(0, 0);
    }
}
