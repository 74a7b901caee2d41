package dev.tare.controller.lab.keeper;

import dev.tare.controller.lab.ClockOffsets;
import dev.tare.controller.lab.Installation;
import dev.tare.controller.lab.LabAddresses;
import dev.tare.controller.lab.LabSpec;
import dev.tare.controller.lab.state.LabFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How a host's agent is started: on its CPUs, by its clock, with its certificate. Each program becomes the next. */
final class AgentCommand {

    private static final String MAIN = "dev.tare.agent.Main";

    /** All threads take memory of the C library from one heap: an idle agent takes 5 MB less. */
    private static final List<String> ONE_ARENA = List.of("env", "MALLOC_ARENA_MAX=1");

    private final Installation installation;
    private final LabFolder folder;
    private final LabSpec spec;
    private final ClockOffsets clocks;

    AgentCommand(Installation installation, LabFolder folder, LabSpec spec, ClockOffsets clocks) {
        this.installation = installation;
        this.folder = folder;
        this.spec = spec;
        this.clocks = clocks;
    }

    List<String> of(String host) {
        // the priority that it takes and gives back is its session's
        List<String> words = new ArrayList<>(List.of("setsid"));
        words.addAll(List.of("taskset", "--cpu-list", spec.cpus().of(host).toString()));
        words.addAll(clock(clocks.of(host)));
        words.addAll(ONE_ARENA);
        words.addAll(List.of(
                installation.java().toString(),
                "@" + installation.agentArguments(),
                "-cp",
                installation.agentClasses() + "/*",
                MAIN));
        words.addAll(arguments(host));
        return words;
    }

    private static List<String> clock(Duration offset) {
        if (offset.isZero()) {
            return List.of();
        }
        String seconds = Long.toString(offset.toSeconds());
        return List.of("unshare", "--time", "--monotonic", seconds, "--boottime", seconds, "--");
    }

    private List<String> arguments(String host) {
        List<String> arguments = new ArrayList<>(List.of(
                "--name", host,
                "--listen", LabAddresses.management(spec.number(host)) + ":" + LabAddresses.AGENT_PORT,
                "--bundle", installation.bundle().toString(),
                "--state", folder.agentState(host).toString(),
                "--ca", folder.tls().authority().toString(),
                "--certificate", folder.tls().certificate(host).toString(),
                "--key", folder.tls().key(host).toString()));
        for (Path tools : spec.tools()) {
            arguments.addAll(List.of("--tools", tools.toString()));
        }
        // a lab's host is a few namespaces: nobody else starts anything in them
        arguments.add("--start-daemons");
        arguments.add("--shape-links");
        return arguments;
    }
}
