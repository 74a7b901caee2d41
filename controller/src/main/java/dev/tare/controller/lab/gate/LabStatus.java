package dev.tare.controller.lab.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tare.common.units.Durations;
import dev.tare.common.units.LinkRate;
import dev.tare.controller.lab.ClockOffsets;
import dev.tare.controller.lab.CpuPlan;
import dev.tare.controller.lab.local.Raised;
import dev.tare.controller.lab.state.LabFolder;
import dev.tare.controller.lab.state.LabReady;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * One lab of this machine, for people and, as JSON, for programs.
 *
 * @param state {@code up}, or {@code dead}: killed, and not yet taken down
 * @param details null where it is dead
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LabStatus(
        String name, String state, Path labFile, @Nullable Details details) {

    static final int SCHEMA_VERSION = 1;

    /** The JSON document. */
    record Page(@JsonProperty("schemaVersion") int schemaVersion, List<LabStatus> labs) {}

    /**
     * A lab that is up.
     *
     * @param cpusShared true where costs cannot be told apart by host
     */
    record Details(
            Instant since,
            LinkRate link,
            int mtuBytes,
            CpuPlan cpus,
            boolean cpusShared,
            ClockOffsets clocks,
            SequencedMap<String, AgentStatus> agents) {}

    /** @param pulse {@code ok}, or why it is not */
    record AgentStatus(String pulse, long pid, int restarts) {}

    static LabStatus of(LabFolder folder, Optional<Raised> raised, LabPulse pulse)
            throws IOException, InterruptedException {
        if (raised.isEmpty()) {
            return new LabStatus(folder.name(), "dead", folder.labFile(), null);
        }
        LabReady ready = raised.get().ready();
        Map<String, String> pulses = pulse.take(raised.get());
        SequencedMap<String, AgentStatus> agents = new LinkedHashMap<>();
        for (String host : ready.spec().hosts()) {
            LabReady.AgentLife life = ready.agents().getOrDefault(host, LabReady.AgentLife.NONE);
            agents.put(host, new AgentStatus(pulses.getOrDefault(host, "unknown"), life.pid(), life.restarts()));
        }
        CpuPlan cpus = ready.spec().cpus();
        Details details = new Details(
                ready.since(),
                ready.spec().link(),
                ready.spec().mtuBytes(),
                cpus,
                cpus.isShared(),
                ready.clocks(),
                agents);
        return new LabStatus(folder.name(), "up", folder.labFile(), details);
    }

    /** A small table. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (details == null) {
            lines.add(name + "  dead: killed; 'tare lab down --name " + name + "' removes what is left");
            return lines;
        }
        lines.add(name + "  up since " + details.since + "  link " + details.link + "  MTU " + details.mtuBytes);
        details.agents.forEach((host, agent) -> lines.add(String.format(
                Locale.ROOT,
                "  %-6s  agent %s, %d restarts  CPUs %s  clock +%s",
                host,
                agent.pulse,
                agent.restarts,
                details.cpus.of(host),
                Durations.format(details.clocks.of(host)))));
        if (details.cpusShared) {
            lines.add("  hosts share CPUs: costs are of all that do together");
        }
        lines.add("  lab file " + labFile);
        return lines;
    }
}
