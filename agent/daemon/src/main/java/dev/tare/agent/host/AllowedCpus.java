package dev.tare.agent.host;

import java.util.ArrayList;
import java.util.List;

/** The CPUs this agent, and so everything that it starts, may run on; ascending. */
public record AllowedCpus(List<Integer> list) {

    private static final String FIELD = "Cpus_allowed_list:";

    public AllowedCpus {
        list = List.copyOf(list);
    }

    public static AllowedCpus of(HostRoot root) {
        return root.text("proc/self/status")
                .orElse("")
                .lines()
                .filter(line -> line.startsWith(FIELD))
                .findFirst()
                .map(line -> parse(line.substring(FIELD.length()).strip()))
                .orElseThrow(() -> new IllegalStateException("/proc/self/status does not tell the allowed CPUs"));
    }

    /** Ranges as the kernel writes them, e.g. {@code 0-2,5}. */
    static AllowedCpus parse(String ranges) {
        var cpus = new ArrayList<Integer>();
        for (String range : ranges.split(",", -1)) {
            int dash = range.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
            int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
            for (int cpu = first; cpu <= last; cpu++) {
                cpus.add(cpu);
            }
        }
        return new AllowedCpus(cpus);
    }
}
