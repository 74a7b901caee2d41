package dev.tare.agent.runtime;

import dev.tare.agent.network.Attachment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a driver starts: one program of the bundle, with its stdin and stdout carried to the agent intact.
 *
 * @param trialId names what is made
 * @param options the runtime's, defaults filled in
 * @param rootfs the bundle's root file system on this host; read-only for the runtime
 * @param arguments program and arguments as they are inside the bundle, e.g. {@code /jre/bin/java …}
 * @param environment all of it; nothing is inherited
 * @param cpus CPUs this side may use; empty for all
 */
public record LaunchSpec(
        String trialId,
        Map<String, String> options,
        Path rootfs,
        List<String> arguments,
        Map<String, String> environment,
        List<Integer> cpus,
        Attachment attachment) {

    public LaunchSpec {
        options = Map.copyOf(options);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        cpus = List.copyOf(cpus);
    }
}
