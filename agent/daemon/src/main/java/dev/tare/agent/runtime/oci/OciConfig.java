package dev.tare.agent.runtime.oci;

import dev.tare.agent.runtime.LaunchSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code config.json} of the OCI runtime specification 1.0: the bundle's root file system, read-only; a tmpfs on /tmp; /proc and
 * a small /dev; its own pid, ipc, uts and mount namespaces and the network namespace it is given.
 *
 * @param netns empty for the host's own network namespace
 * @param cgroupsPath empty where the runtime is told to leave cgroups alone
 * @param cpus as the kernel lists CPUs; empty for no limit
 */
public record OciConfig(LaunchSpec spec, String hostname, Optional<Path> netns, String cgroupsPath, String cpus) {

    /**
     * The probe chooses its congestion control, and the kernel lets only CAP_NET_ADMIN choose one that is not on the
     * machine's list of allowed ones, which may be as short as {@code reno bbr}. With CAP_SYS_NICE it begins on the instant,
     * whatever else wakes up on its CPU just then; its traffic runs without.
     */
    private static final List<String> CAPABILITIES = List.of("CAP_NET_ADMIN", "CAP_SYS_NICE");

    public Map<String, Object> json() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("ociVersion", "1.0.2");
        config.put("hostname", hostname);
        config.put("process", process());
        config.put("root", Map.of("path", spec.rootfs().toString(), "readonly", true));
        config.put("mounts", mounts());
        config.put("linux", linux());
        return config;
    }

    private Map<String, Object> process() {
        List<String> environment = spec.environment().entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .sorted()
                .toList();
        return Map.of(
                "terminal",
                false,
                "user",
                Map.of("uid", 0, "gid", 0),
                "args",
                spec.arguments(),
                "env",
                environment,
                "cwd",
                "/",
                "capabilities",
                Map.of("bounding", CAPABILITIES, "effective", CAPABILITIES, "permitted", CAPABILITIES),
                "noNewPrivileges",
                true);
    }

    private static List<Map<String, Object>> mounts() {
        return List.of(
                mount("/proc", "proc", List.of()),
                mount("/dev", "tmpfs", List.of("nosuid", "strictatime", "mode=755", "size=64k")),
                mount("/tmp", "tmpfs", List.of("nosuid", "nodev", "mode=1777", "size=64m")));
    }

    private static Map<String, Object> mount(String destination, String type, List<String> options) {
        return Map.of("destination", destination, "type", type, "source", type, "options", options);
    }

    private Map<String, Object> linux() {
        List<Map<String, String>> namespaces = new ArrayList<>();
        for (String type : List.of("pid", "ipc", "uts", "mount")) {
            namespaces.add(Map.of("type", type));
        }
        netns.ifPresent(path -> namespaces.add(Map.of("type", "network", "path", path.toString())));
        Map<String, Object> linux = new LinkedHashMap<>();
        linux.put("namespaces", namespaces);
        if (!cgroupsPath.isEmpty()) {
            linux.put("cgroupsPath", cgroupsPath);
        }
        if (!cpus.isEmpty()) {
            linux.put("resources", Map.of("cpu", Map.of("cpus", cpus)));
        }
        return linux;
    }
}
