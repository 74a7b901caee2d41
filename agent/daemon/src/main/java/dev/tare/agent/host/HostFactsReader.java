package dev.tare.agent.host;

import dev.tare.common.linux.CpuSet;
import dev.tare.common.linux.WallClock;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads the facts of the host from {@code /proc} and {@code /sys}; its interfaces with the tools of iproute2. */
public final class HostFactsReader {

    private static final List<String> SYSCTLS = List.of(
            "net.core.default_qdisc",
            "net.core.netdev_max_backlog",
            "net.core.rmem_max",
            "net.core.wmem_max",
            "net.ipv4.tcp_available_congestion_control",
            "net.ipv4.tcp_congestion_control",
            "net.ipv4.tcp_no_metrics_save",
            "net.ipv4.tcp_rmem",
            "net.ipv4.tcp_sack",
            "net.ipv4.tcp_slow_start_after_idle",
            "net.ipv4.tcp_timestamps",
            "net.ipv4.tcp_wmem",
            "kernel.sched_autogroup_enabled",
            "kernel.sched_rt_period_us",
            "kernel.sched_rt_runtime_us",
            "vm.swappiness");

    private static final Map<String, String> FILES = Map.of(
            "clocksource", "sys/devices/system/clocksource/clocksource0/current_clocksource",
            "cpu.governor", "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor",
            "cpu.smt", "sys/devices/system/cpu/smt/control",
            "cpu.turbo_off", "sys/devices/system/cpu/intel_pstate/no_turbo",
            "kernel.command_line", "proc/cmdline",
            "kernel.version", "proc/version");

    private static final List<String> VULNERABILITIES =
            List.of("spectre_v1", "spectre_v2", "meltdown", "mds", "retbleed", "spec_store_bypass");

    /** What disciplines a clock on Linux, as the kernel names it: at most 15 bytes. */
    private static final Set<String> TIME_DAEMONS =
            Set.of("chronyd", "ntpd", "ntpsec-ntpd", "openntpd", "systemd-timesyn", "ptp4l", "phc2sys", "timemaster");

    private static final long BYTES_PER_KIB = 1024;

    private final HostRoot root;
    private final CpuSet cpus;
    private final InterfaceReader interfaces;

    @Inject
    public HostFactsReader(HostRoot root, CpuSet cpus, InterfaceReader interfaces) {
        this.root = root;
        this.cpus = cpus;
        this.interfaces = interfaces;
    }

    public HostFacts read() throws IOException, InterruptedException {
        List<String> cpuInfo = root.text("proc/cpuinfo").orElse("").lines().toList();
        return new HostFacts(
                root.text("proc/sys/kernel/hostname").orElse(""),
                root.text("proc/sys/kernel/osrelease").orElse(""),
                os(),
                System.getProperty("os.arch", ""),
                value(cpuInfo, "model name").orElse(""),
                (int) cpuInfo.stream()
                        .filter(line -> line.startsWith("processor"))
                        .count(),
                cpus.cpus(),
                memoryBytes(),
                System.getProperty("java.vm.version", ""),
                facts(),
                interfaces.read());
    }

    private String os() {
        return root.text("etc/os-release")
                .orElse("")
                .lines()
                .filter(line -> line.startsWith("PRETTY_NAME="))
                .map(line -> line.substring("PRETTY_NAME=".length()).replace("\"", ""))
                .findFirst()
                .orElse("");
    }

    private long memoryBytes() {
        List<String> memInfo = root.text("proc/meminfo").orElse("").lines().toList();
        return value(memInfo, "MemTotal")
                .map(text -> Long.parseLong(text.substring(0, text.indexOf(' '))) * BYTES_PER_KIB)
                .orElse(0L);
    }

    private Map<String, String> facts() {
        var facts = new TreeMap<String, String>();
        for (String name : SYSCTLS) {
            root.text("proc/sys/" + name.replace('.', '/')).ifPresent(value -> facts.put(name, value));
        }
        FILES.forEach((name, path) -> root.text(path).ifPresent(value -> facts.put(name, value)));
        for (String name : VULNERABILITIES) {
            root.text("sys/devices/system/cpu/vulnerabilities/" + name)
                    .ifPresent(value -> facts.put("mitigation." + name, value));
        }
        facts.put("cgroup.layout", cgroupLayout());
        putWallClock(facts);
        return facts;
    }

    /** For people: no measurement rests on it. */
    private void putWallClock(Map<String, String> facts) {
        WallClock.read().ifPresent(clock -> {
            facts.put("wall_clock.synchronised", clock.synchronised() ? "yes" : "no");
            facts.put("wall_clock.maximum_error_us", Long.toString(clock.maximumErrorMicros()));
            facts.put("wall_clock.estimated_error_us", Long.toString(clock.estimatedErrorMicros()));
        });
        facts.put("wall_clock.daemons", String.join(" ", new ProcessTable(root, 0).running(TIME_DAEMONS)));
    }

    /** {@code v2}, {@code hybrid} (a version 2 hierarchy beside those of version 1), {@code v1} or {@code none}. */
    private String cgroupLayout() {
        String mounts = root.text("proc/self/mountinfo").orElse("");
        boolean unified = mounts.contains(" - cgroup2 ");
        boolean legacy = mounts.contains(" - cgroup ");
        if (unified) {
            return legacy ? "hybrid" : "v2";
        }
        return legacy ? "v1" : "none";
    }

    private static Optional<String> value(List<String> lines, String field) {
        return lines.stream()
                .filter(line -> line.startsWith(field))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst();
    }
}
