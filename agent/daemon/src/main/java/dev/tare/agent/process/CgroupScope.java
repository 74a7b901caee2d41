package dev.tare.agent.process;

import dev.tare.agent.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * One cgroup2 group per trial, in which all its processes are: for the account of their CPU time and to kill them all.
 *
 * <p>Processes sit in the leaf {@code run}: a group that has both processes and children with controllers is refused by
 * the kernel, and an OCI runtime makes its own group beside that leaf.
 */
public final class CgroupScope {

    /** Word of the ledger. */
    static final String KIND = "cgroup";

    private static final String LEAF = "run";
    private static final long NANOS_PER_MICRO = 1000;

    private final Path group;
    private final String name;

    private CgroupScope(Path group, String name) {
        this.group = group;
        this.name = name;
    }

    public static CgroupScope open(CgroupTree tree, TrialNames names, String trialId, Ledger ledger)
            throws IOException {
        Path group = tree.unified().resolve(names.cgroup());
        ledger.record(trialId, KIND, names.cgroup(), Map.of());
        try {
            Files.createDirectories(group.resolve(LEAF));
        } catch (NoSuchFileException e) {
            // another agent's reaper took the empty parent away in between
            Files.createDirectories(group.resolve(LEAF));
        }
        Path each = tree.unified();
        for (Path level : Path.of(names.cgroup(), LEAF)) {
            each = each.resolve(level);
            withoutPressure(each);
        }
        return new CgroupScope(group, names.cgroup());
    }

    /**
     * Pressure (PSI) would be booked at every sleep and every wake-up, once per group: that of what watches must not slow
     * what is watched. The groups of the runtime's own making keep theirs.
     */
    private static void withoutPressure(Path group) throws IOException {
        Path pressure = group.resolve("cgroup.pressure");
        // since Linux 6.1, and only where the kernel keeps pressure
        if (Files.exists(pressure)) {
            Files.writeString(pressure, "0");
        }
    }

    /** Relative to the hierarchy's root, with a leading slash: where an OCI runtime is to put its container. */
    public String containerPath() {
        return "/" + name + "/container";
    }

    /** Moves the process and all its descendants in, until no descendant is found outside. */
    public void adopt(Pid pid) throws IOException {
        Path procs = group.resolve(LEAF).resolve("cgroup.procs");
        new Descent(pid.number()).moveAll(process -> {
            if (!contains(Path.of("/proc", Long.toString(process), "cgroup"))) {
                Files.writeString(procs, Long.toString(process));
                return true;
            }
            return false;
        });
    }

    /** Whether the process is in it, in whichever of its groups. */
    public boolean contains(Pid pid) throws IOException {
        return contains(Path.of("/proc", Long.toString(pid.number()), "cgroup"));
    }

    private boolean contains(Path groups) throws IOException {
        return Files.readString(groups)
                .lines()
                .anyMatch(line -> line.startsWith("0::") && (line + "/").contains("/" + name + "/"));
    }

    /** CPU time of all that ever ran in the scope; empty when the group is gone. */
    public Optional<CpuTimes> cpuTimes() {
        try {
            String stat = Files.readString(group.resolve("cpu.stat"));
            return Optional.of(new CpuTimes(nanos(stat, "user_usec "), nanos(stat, "system_usec ")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static long nanos(String stat, String key) throws IOException {
        String line = stat.lines()
                .filter(each -> each.startsWith(key))
                .findFirst()
                .orElseThrow(() -> new IOException("cpu.stat has no " + key));
        return Long.parseLong(line.substring(key.length())) * NANOS_PER_MICRO;
    }

    /** User and system time, in nanoseconds. */
    public record CpuTimes(long userNanos, long systemNanos) {}
}
