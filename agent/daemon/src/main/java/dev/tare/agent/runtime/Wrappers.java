package dev.tare.agent.runtime;

import dev.tare.agent.process.MissingToolException;
import dev.tare.agent.process.Tools;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Programs of util-linux that change one thing about a process and then become the next program of the list. */
final class Wrappers {

    private static final String PACKAGE = "util-linux";

    private Wrappers() {}

    static void requireAll(Tools tools) throws MissingToolException {
        for (String name : List.of("taskset", "nsenter", "unshare")) {
            tools.require(name, PACKAGE);
        }
    }

    /** Nothing for an empty list: the agent's own CPUs are inherited. */
    static List<String> pinned(Tools tools, List<Integer> cpus) throws MissingToolException {
        return cpus.isEmpty() ? List.of() : List.of(tools.require("taskset", PACKAGE), "--cpu-list", list(cpus));
    }

    static List<String> inside(Tools tools, Path netns) throws MissingToolException {
        return List.of(tools.require("nsenter", PACKAGE), "--net=" + netns, "--");
    }

    /**
     * With a mount namespace of its own in which {@code /proc/sys/net} has another file system over it. A proc file system
     * will do: it has no {@code core/rmem_default}, and unshare mounts it without a second process.
     */
    static List<String> withoutNetSysctls(Tools tools) throws MissingToolException {
        return List.of(tools.require("unshare", PACKAGE), "--mount-proc=/proc/sys/net", "--");
    }

    /** As the kernel reads it: {@code 0,2}. */
    static String list(List<Integer> cpus) {
        return cpus.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
