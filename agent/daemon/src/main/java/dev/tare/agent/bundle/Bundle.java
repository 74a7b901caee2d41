package dev.tare.agent.bundle;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The bundle on this host.
 *
 * @param rootfs its root file system, read-only for every runtime
 * @param digest {@code sha256:…} over the base layer, the same on every host of a campaign
 * @param javaVersion of the Java image in it
 * @param command program and arguments as they are inside
 * @param environment what the program needs in its environment
 */
public record Bundle(
        Path rootfs, String digest, String javaVersion, List<String> command, Map<String, String> environment) {

    public Bundle {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
