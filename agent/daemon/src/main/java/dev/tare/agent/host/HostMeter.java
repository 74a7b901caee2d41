package dev.tare.agent.host;

import dev.tare.agent.network.DeviceCounters;
import dev.tare.agent.runtime.Accounting;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the host's counters, cheaply enough to do it ten times a second beside a measurement. For one thread.
 *
 * <p>{@code /proc/net/dev} is that of the agent's network namespace; {@code /sys/class/net} would be that of whoever
 * mounted {@code /sys}.
 */
final class HostMeter implements Closeable {

    private static final int STAT_BYTES = 256 * 1024;
    private static final int NET_DEV_BYTES = 64 * 1024;
    private static final int SELF_STAT_BYTES = 4096;

    /** utime is field 14 of proc_pid_stat(5); the scan stands before field 3. */
    private static final int FIELDS_BEFORE_UTIME = 11;

    private final Set<Integer> cpus;
    private final Set<String> interfaces;
    private final Accounting accounting;
    private final ProcFile stat;
    private final ProcFile netDev;
    private final ProcFile selfStat;

    HostMeter(HostRoot root, Set<Integer> cpus, Set<String> interfaces, Accounting accounting) throws IOException {
        this.cpus = Set.copyOf(cpus);
        this.interfaces = Set.copyOf(interfaces);
        this.accounting = accounting;
        this.stat = new ProcFile(root.file("proc", "stat"), STAT_BYTES);
        this.netDev = new ProcFile(root.file("proc", "self", "net", "dev"), NET_DEV_BYTES);
        this.selfStat = new ProcFile(root.file("proc", "self", "stat"), SELF_STAT_BYTES);
    }

    HostReading read() throws IOException {
        long atNanos = System.nanoTime();
        var cores = new TreeMap<Integer, CoreTimes>();
        long contextSwitches = readStat(stat.read(), cores);
        return new HostReading(
                atNanos,
                cores,
                contextSwitches,
                accounting.read(),
                readLinks(netDev.read()),
                readSelf(selfStat.read()));
    }

    private long readStat(Scan text, Map<Integer, CoreTimes> cores) {
        while (text.hasMore()) {
            if (text.skip("cpu ")) {
                text.nextLine();
            } else if (text.skip("cpu")) {
                int cpu = (int) text.number();
                if (cpus.contains(cpu)) {
                    cores.put(cpu, CoreTimes.scan(cpu, text));
                }
                text.nextLine();
            } else if (text.skip("ctxt")) {
                return text.number();
            } else {
                text.nextLine();
            }
        }
        return 0;
    }

    private Map<String, DeviceCounters> readLinks(Scan text) {
        text.nextLine();
        text.nextLine();
        var links = new HashMap<String, DeviceCounters>();
        while (text.hasMore()) {
            text.skipSpaces();
            String name = text.until(':');
            if (interfaces.contains(name)) {
                links.put(name, NetDev.scan(name, text));
            }
            text.nextLine();
        }
        return links;
    }

    private static long readSelf(Scan text) {
        // the second field is the program's name, which may hold anything
        text.afterLast(')');
        text.skipSpaces();
        for (int field = 0; field < FIELDS_BEFORE_UTIME; field++) {
            text.until(' ');
        }
        return (text.number() + text.number()) * CoreTimes.NANOS_PER_TICK;
    }

    @Override
    public void close() throws IOException {
        try (stat;
                netDev) {
            selfStat.close();
        }
    }
}
