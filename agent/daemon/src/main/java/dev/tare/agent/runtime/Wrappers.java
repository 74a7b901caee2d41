package dev.tare.agent.runtime;

import dev.tare.agent.process.MissingToolException;
import dev.tare.agent.process.Tools;
import dev.tare.common.linux.CpuSet;
import dev.tare.common.linux.OwnPriority;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs of util-linux that change one thing about a process and then become the next program of the list. */
public final class Wrappers {

    private static final String PACKAGE = "util-linux";

    private Wrappers() {}

    public static void requireAll(Tools tools) throws MissingToolException {
        for (String name : List.of("setsid", "taskset", "nsenter", "unshare")) {
            tools.require(name, PACKAGE);
        }
    }

    /**
     * On its CPUs, and to the scheduler the same whatever the runtime: in a session of its own, at niceness 0. A container gets
     * a session from its runtime, with CPU time apart from the agent's (sched(7), autogroups); a plain process would share
     * the agent's, and its niceness.
     *
     * @param cpus the agent's own where empty
     */
    public static List<String> apart(Tools tools, List<Integer> cpus) throws IOException {
        List<String> words = new ArrayList<>(List.of(tools.require("setsid", PACKAGE)));
        int niceness = OwnPriority.niceness();
        if (niceness != 0) {
            words.addAll(List.of(tools.require("nice", "coreutils"), "-n", Integer.toString(-niceness)));
        }
        if (!cpus.isEmpty()) {
            words.addAll(List.of(tools.require("taskset", PACKAGE), "--cpu-list", new CpuSet(cpus).toString()));
        }
        return words;
    }

    public static List<String> inside(Tools tools, Path netns) throws MissingToolException {
        return List.of(tools.require("nsenter", PACKAGE), "--net=" + netns, "--");
    }

    /** With a mount namespace of its own: what is mounted in it goes with its last process, and nobody else sees it. */
    public static List<String> mountsApart(Tools tools) throws MissingToolException {
        return List.of(tools.require("unshare", PACKAGE), "--mount", "--");
    }

    /**
     * With a mount namespace of its own in which {@code /proc/sys/net} has another file system over it. A proc file system
     * will do: it has no {@code core/rmem_default}, and unshare mounts it without a second process.
     */
    public static List<String> withoutNetSysctls(Tools tools) throws MissingToolException {
        return List.of(tools.require("unshare", PACKAGE), "--mount-proc=/proc/sys/net", "--");
    }
}
