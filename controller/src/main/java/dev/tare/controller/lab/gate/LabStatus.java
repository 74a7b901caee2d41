package dev.tare.controller.lab.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tare.common.units.Durations;
import dev.tare.common.units.LinkRate;
import dev.tare.controller.lab.ClockOffsets;
import dev.tare.controller.lab.CpuPlan;
import dev.tare.controller.lab.local.Raised;
import dev.tare.controller.lab.state.LabFolder;
import dev.tare.controller.lab.state.LabReady;
import dev.tare.controller.trial.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    record Page(int schemaVersion, List<LabStatus> labs) {}

    /**
     * A lab that is up.
     *
     * @param cpusShared true where costs cannot be told apart by side
     */
    record Details(
            Instant since,
            LinkRate link,
            int mtuBytes,
            CpuPlan cpus,
            boolean cpusShared,
            ClockOffsets clocks,
            Map<Side, AgentStatus> agents) {}

    /** @param pulse {@code ok}, or why it is not */
    record AgentStatus(String pulse, long pid, int restarts) {}

    static LabStatus of(LabFolder folder, Optional<Raised> raised, LabPulse pulse)
            throws IOException, InterruptedException {
        if (raised.isEmpty()) {
            return new LabStatus(folder.name(), "dead", folder.labFile(), null);
        }
        LabReady ready = raised.get().ready();
        Map<Side, String> pulses = pulse.take(raised.get());
        Map<Side, AgentStatus> agents = new EnumMap<>(Side.class);
        ready.agents()
                .forEach((side, life) -> agents.put(
                        side, new AgentStatus(pulses.getOrDefault(side, "unknown"), life.pid(), life.restarts())));
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
        lines.add("%s  up since %s  link %s  MTU %d".formatted(name, details.since, details.link, details.mtuBytes));
        for (Side side : Side.values()) {
            AgentStatus agent = details.agents.getOrDefault(side, new AgentStatus("no agent", 0, 0));
            lines.add("  %-6s  agent %s, %d restarts  CPUs %s  clock +%s"
                    .formatted(
                            side.word(),
                            agent.pulse,
                            agent.restarts,
                            details.cpus.of(side),
                            Durations.format(details.clocks.of(side))));
        }
        if (details.cpusShared) {
            lines.add("  both sides share CPUs: costs are of both together");
        }
        lines.add("  lab file " + labFile);
        return lines;
    }
}
