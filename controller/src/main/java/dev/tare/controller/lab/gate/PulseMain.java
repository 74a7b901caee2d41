package dev.tare.controller.lab.gate;

import dev.tare.controller.clock.ControllerClock;
import dev.tare.controller.fleet.Agent;
import dev.tare.controller.fleet.AgentException;
import dev.tare.controller.fleet.Fleet;
import dev.tare.controller.lab.LabFile;
import dev.tare.controller.lab.state.LabFolder;
import dev.tare.controller.lab.state.LabJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** Runs inside of a lab: prints, as JSON, what each agent's pulse is. Its one argument is the lab's folder. */
public final class PulseMain {

    static final String WELL = "ok";

    private static final Duration LIMIT = Duration.ofSeconds(3);

    private PulseMain() {}

    public static void main(String[] args) throws IOException, InterruptedException, AgentException {
        LabFolder folder = new LabFolder(Path.of(args[0]));
        Map<String, String> pulses = new LinkedHashMap<>();
        try (Fleet fleet = Fleet.of(LabFile.read(folder.labFile()), ControllerClock.startingNow())) {
            for (Agent agent : fleet.agents()) {
                pulses.put(agent.name(), pulse(agent));
            }
        }
        System.out.println(LabJson.mapper().writeValueAsString(pulses));
        System.exit(0);
    }

    private static String pulse(Agent agent) throws InterruptedException {
        try {
            agent.pulse(LIMIT).get();
            return WELL;
        } catch (ExecutionException unwell) {
            Throwable cause = unwell.getCause();
            return cause == null ? unwell.toString() : String.valueOf(cause.getMessage());
        }
    }
}
