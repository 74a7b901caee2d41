package dev.tare.common.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A workload: what is asked of the link.
 *
 * @param metrics what it yields, the main one first
 * @param traffic what it sends each way
 */
public record WorkloadKind(
        String name,
        List<String> aliases,
        List<OptionSpec> options,
        List<Metric> metrics,
        Traffic traffic,
        String summary)
        implements Kind {

    static final String WAIT = "wait";
    static final String SPIN = "spin";

    /** Whether both sides, told these options, keep a CPU busy while they wait: then that CPU's time is nobody's cost. */
    public static boolean spins(Map<String, String> options) {
        return SPIN.equals(options.get(WAIT));
    }

    /** Why these options, which are all the kind's, do not go together; empty when they do. */
    public Optional<String> refuse(Map<String, String> options) {
        boolean several = !options.getOrDefault("inflight", "1").equals("1");
        boolean paced = !options.getOrDefault("rate", "0").equals("0");
        if (several && paced) {
            return Optional.of(
                    "workload " + name + " keeps several requests in flight, or asks at a rate, but not both:"
                            + " leave inflight or rate out");
        }
        return several && options.getOrDefault("timestamps", "off").equals("kernel")
                ? Optional.of("workload " + name
                        + " takes the kernel's stamps of one request at a time: leave inflight or" + " timestamps out")
                : Optional.empty();
    }
}
