package dev.tare.agent.runtime.lxc;

import dev.tare.agent.process.CgroupScope;
import dev.tare.agent.process.CgroupTree;
import dev.tare.agent.runtime.LaunchSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What lxc.container.conf(5) calls the configuration: as the OCI runtimes' of this agent, the bundle's root file system read-only, a
 * tmpfs on /tmp, /proc, a small /dev, two capabilities; and the network namespace that lxc-execute is started in.
 *
 * @param cpus as the kernel lists CPUs; empty for no limit
 */
record LxcConfig(LaunchSpec spec, String name, CgroupScope scope, CgroupTree tree, String cpus) {

    List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "lxc.uts.name = " + name,
                "lxc.rootfs.path = dir:" + word(spec.rootfs().toString()),
                "lxc.rootfs.options = ro",
                "lxc.net.0.type = none",
                "lxc.mount.auto = proc:rw",
                "lxc.mount.entry = tmpfs tmp tmpfs rw,nosuid,nodev,mode=1777,size=64m 0 0",
                "lxc.autodev = 1",
                "lxc.console.path = none",
                "lxc.tty.max = 0",
                "lxc.cap.keep = net_admin sys_nice",
                "lxc.no_new_privs = 1",
                // as for an OCI container: no profile, whether or not a distribution has loaded one
                "lxc.apparmor.profile = unconfined",
                "lxc.cgroup.dir = " + scope.containerPath().substring(1),
                "lxc.init.cwd = /"));
        if (!cpus.isEmpty()) {
            lines.add((tree.isPure() ? "lxc.cgroup2" : "lxc.cgroup") + ".cpuset.cpus = " + cpus);
        }
        // the name alone: its value is that of lxc-execute's own environment, whatever is in it
        spec.environment().keySet().stream()
                .sorted()
                .map(variable -> "lxc.environment = " + variable)
                .forEach(lines::add);
        return lines;
    }

    /** A line of the file ends a value, and nothing quotes it. */
    private static String word(String value) throws IOException {
        if (value.contains("\n")) {
            throw new IOException("LXC cannot have a root file system whose path has a line feed in it");
        }
        return value;
    }
}
