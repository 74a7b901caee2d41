package dev.tare.agent.process;

import java.nio.file.Path;
import java.util.List;

/**
 * Where an agent works.
 *
 * @param agent its name, unique among the agents of a machine that share a state directory
 * @param state its directory: the ledger, and what runtimes keep while they run
 * @param rootfs the bundle's root file system
 * @param tools directories laid out like {@code /} and searched before PATH, e.g. for {@code usr/bin/runsc}
 * @param startsDaemons whether it may start the daemon of a runtime where none answers
 */
public record Workplace(String agent, Path state, Path rootfs, List<Path> tools, boolean startsDaemons) {

    public Workplace {
        state = state.toAbsolutePath().normalize();
        rootfs = rootfs.toAbsolutePath().normalize();
        tools = List.copyOf(tools);
    }

    public TrialNames names(String trialId) {
        return TrialNames.of(agent, state, trialId);
    }
}
