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
    static final String PRIORITY = "priority";
    static final String REALTIME = "realtime";
    static final String STREAMS = "streams";
    static final String THREADS = "threads";

    /** Whether both sides, told these options, keep a CPU busy while they wait: then that CPU's time is nobody's cost. */
    public static boolean spins(Map<String, String> options) {
        return SPIN.equals(options.get(WAIT));
    }

    /** Whether both sides' traffic, told these options, has a real-time priority all the time. */
    public static boolean isRealTime(Map<String, String> options) {
        return REALTIME.equals(options.get(PRIORITY));
    }

    /** Why these options have no meaning in that runtime; empty when they have. */
    public static Optional<String> refuse(RuntimeKind runtime, Map<String, String> options) {
        return isRealTime(options) && runtime.ownKernel()
                ? Optional.of("runtime " + runtime.name()
                        + " has a kernel of its own, whose priorities say nothing to the host's CPUs")
                : Optional.empty();
    }

    /** Why these options, which are all the kind's, do not go together; empty when they do. */
    public Optional<String> refuse(Map<String, String> options) {
        if (spins(options) && isRealTime(options)) {
            return Optional.of("workload " + name
                    + " would leave nothing of its CPU to anybody: with wait spin it never sleeps, and at priority realtime"
                    + " others run only while it does; leave wait or priority out");
        }
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
                : refuseThreads(options);
    }

    private Optional<String> refuseThreads(Map<String, String> options) {
        long streams = Long.parseLong(options.getOrDefault(STREAMS, "1"));
        long threads = Long.parseLong(options.getOrDefault(THREADS, "0"));
        if (threads > streams) {
            return Optional.of("workload " + name + " has more threads, " + threads + ", than streams, " + streams
                    + ": let there be at most one for each stream, or leave threads out");
        }
        boolean shared = threads > 0 && threads < streams;
        // sendfile(2) takes no flag by which it does not wait
        return shared && options.getOrDefault("zerocopy", "off").equals("on")
                ? Optional.of("workload " + name + " sends without a copy from a thread for each stream only: leave"
                        + " zerocopy or threads out")
                : Optional.empty();
    }
}
