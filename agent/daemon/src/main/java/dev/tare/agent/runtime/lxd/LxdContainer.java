package dev.tare.agent.runtime.lxd;

import dev.tare.agent.network.Attachment;
import dev.tare.agent.process.CgroupScope;
import dev.tare.agent.process.CgroupTree;
import dev.tare.agent.process.TrialNames;
import dev.tare.agent.runtime.LaunchSpec;
import dev.tare.agent.runtime.Scopes;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A container as LXD is asked for it: no profile, no network device unless one of LXD's own is wanted, a disk in our pool. As LXD makes containers, with identities of
 * its own, unless it is to be in the host's network.
 *
 * @param hostNetwork then it has no user namespace: only the host's own root may choose a congestion control there
 * @param fingerprint of the image
 */
record LxdContainer(
        LaunchSpec spec,
        TrialNames names,
        CgroupScope scope,
        CgroupTree tree,
        boolean hostNetwork,
        String pool,
        String fingerprint) {

    private static final String LABEL = "user.tare.trial";

    Map<String, Object> request() throws IOException {
        Map<String, String> config = new TreeMap<>(Map.of(
                "raw.lxc",
                raw(),
                "boot.autostart",
                "false",
                "security.privileged",
                Boolean.toString(hostNetwork),
                LABEL,
                spec.trialId()));
        if (!spec.cpus().isEmpty()) {
            // ranges, since a number alone would be how many. LXD gives one that asks for none all of them.
            config.put(
                    "limits.cpu",
                    spec.cpus().stream().map(cpu -> cpu + "-" + cpu).collect(Collectors.joining(",")));
        }
        return Map.of(
                "name",
                names.container(),
                "source",
                Map.of("type", "image", "fingerprint", fingerprint),
                "profiles",
                List.of(),
                "config",
                config,
                "devices",
                devices());
    }

    private Map<String, Object> devices() {
        Map<String, String> disk = Map.of("type", "disk", "path", "/", "pool", pool);
        return spec.attachment() instanceof Attachment.DaemonNetwork network
                ? Map.of("root", disk, network.device(), LxdNetworks.device(network))
                : Map.of("root", disk);
    }

    /** What LXD hands on to liblxc. */
    private String raw() throws IOException {
        StringBuilder lines = new StringBuilder();
        line(lines, "lxc.init.cmd", LxdImage.INIT_COMMAND);
        line(lines, "lxc.mount.entry", "tmpfs tmp tmpfs rw,nosuid,nodev,mode=1777,size=64m 0 0");
        line(lines, "lxc.cgroup.dir.monitor", names.cgroup() + "/monitor");
        // where the monitor goes so that the other groups can be removed: by default one that stays
        line(lines, "lxc.cgroup.dir.monitor.pivot", names.cgroup() + "/pivot");
        line(lines, "lxc.cgroup.dir.container", scope.containerPath().substring(1));
        String cpus = Scopes.cpus(spec);
        if (!cpus.isEmpty()) {
            // LXD's own limit comes a moment after the start
            line(lines, (tree.isPure() ? "lxc.cgroup2" : "lxc.cgroup") + ".cpuset.cpus", cpus);
        }
        if (hostNetwork) {
            // who keeps one namespace gets all others anew unless they are named
            line(lines, "lxc.namespace.keep", "net user");
        }
        return lines.toString();
    }

    private static void line(StringBuilder lines, String key, String value) {
        lines.append(key).append(" = ").append(value).append('\n');
    }
}
