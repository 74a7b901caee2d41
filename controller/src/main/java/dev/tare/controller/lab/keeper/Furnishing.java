package dev.tare.controller.lab.keeper;

import dev.tare.controller.lab.CpuPlan;
import dev.tare.controller.lab.LabAddresses;
import dev.tare.controller.lab.LabSpec;
import dev.tare.controller.lab.exec.Command;
import dev.tare.controller.lab.state.LabFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What makes a host of a pair of namespaces: files of its own, kernel settings, CPUs for its devices. */
final class Furnishing {

    /** Where a host's programs keep sockets, locks and namespaces: private, so that it goes with the host. */
    private static final Path RUN = Path.of("/run");

    private final LabFolder folder;
    private final Namespaces namespaces;
    private final List<String> hosts;
    private final CpuPlan cpus;
    private final boolean hasIpv6;

    Furnishing(LabFolder folder, Namespaces namespaces, LabSpec spec, boolean hasIpv6) {
        this.folder = folder;
        this.namespaces = namespaces;
        this.hosts = spec.hosts();
        this.cpus = spec.cpus();
        this.hasIpv6 = hasIpv6;
    }

    /** Before there are links. */
    List<Command> files() {
        List<Command> all = new ArrayList<>();
        for (String host : hosts) {
            List<Command> here = new ArrayList<>();
            here.add(Command.of("hostname", host));
            here.addAll(privateFolders(folder.agentRun(host)));
            settings().forEach((name, value) -> here.add(write("/proc/sys/" + name, value)));
            here.forEach(command -> all.add(command.behind(namespaces.on(host))));
        }
        quiet().forEach((name, value) ->
                all.add(write("/proc/sys/" + name, value).behind(namespaces.onSwitch())));
        return all;
    }

    /**
     * When there are links. Without this the receiver's work is done by the sender's CPU, in whose context a veth
     * delivers, and moves between CPUs in mid-stream, which reorders.
     */
    List<Command> receiveCpus() {
        List<Command> all = new ArrayList<>();
        for (String host : hosts) {
            String mask = cpus.of(host).mask();
            for (String device : List.of(LabAddresses.MANAGEMENT_DEVICE, LabAddresses.DATA_DEVICE)) {
                all.add(write("/sys/class/net/" + device + "/queues/rx-0/rps_cpus", mask)
                        .behind(namespaces.on(host)));
            }
        }
        return all;
    }

    /**
     * A {@code /run} of its own, in which the lab's folder is still found under the same name, and a {@code /sys} that
     * shows this host's devices, with the machine's cgroups in it.
     */
    private List<Command> privateFolders(Path run) {
        String sys = run.resolve("sys").toString();
        List<Command> commands = new ArrayList<>();
        commands.add(Command.of("mount", "--no-mtab", "-t", "tmpfs", "-o", "mode=755", "tare", run.toString()));
        commands.add(Command.of(
                "mkdir",
                sys,
                run.resolve("netns").toString(),
                run.resolve("lock").toString()));
        commands.add(Command.of("mount", "--no-mtab", "-t", "sysfs", "-o", "nosuid,nodev,noexec", "sysfs", sys));
        commands.add(Command.of("mount", "--no-mtab", "--rbind", "/sys/fs/cgroup", sys + "/fs/cgroup"));
        commands.add(Command.of("mount", "--no-mtab", "--move", sys, "/sys"));
        if (folder.path().startsWith(RUN)) {
            String same = run.resolve(RUN.relativize(folder.path())).toString();
            commands.add(Command.of("mkdir", "-p", same));
            commands.add(
                    Command.of("mount", "--no-mtab", "--bind", folder.path().toString(), same));
        }
        commands.add(Command.of("mount", "--no-mtab", "--move", run.toString(), RUN.toString()));
        // ip-netns makes a mount of this folder when it is first used: a trial's audit would find it left behind
        String netns = RUN.resolve("netns").toString();
        commands.add(Command.of("mount", "--no-mtab", "-t", "tmpfs", "-o", "mode=755", "tare", netns));
        commands.add(Command.of("mount", "--no-mtab", "--make-shared", netns));
        return commands;
    }

    private SortedMap<String, String> settings() {
        SortedMap<String, String> settings = new TreeMap<>(quiet());
        // a host lives on over trials, a container's namespace does not: neither remembers
        settings.put("net/ipv4/tcp_no_metrics_save", "1");
        // runtimes in the host's network may send ICMP echoes, without the right to raw sockets
        settings.put("net/ipv4/ping_group_range", "0 2147483647");
        return settings;
    }

    /** No router or neighbour discovery on links that carry measurements. */
    private Map<String, String> quiet() {
        return hasIpv6
                ? Map.of("net/ipv6/conf/all/disable_ipv6", "1", "net/ipv6/conf/default/disable_ipv6", "1")
                : Map.of();
    }

    private static Command write(String file, String value) {
        return Command.of("tee", file).reading(value + "\n");
    }
}
