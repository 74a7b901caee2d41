package dev.tare.controller.analysis.summary;

import dev.tare.controller.analysis.measure.Roles;
import dev.tare.controller.analysis.measure.TrialNumbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What kind of number a metric is: what can set it instead of the runtime, and which way is worse. */
public enum MetricClass {
    /** Bytes or datagrams in a time: the wire or the peer can set it. */
    THROUGHPUT,
    /** Requests in a time: the peer can set it. */
    TRANSACTIONS,
    /** A time that something takes on its way: the peer can set it. */
    LATENCY,
    /** What went wrong, as a share or a count: the peer can be whose fault it is. */
    LOSS,
    /** What the CPUs did for it. */
    CPU,
    /** A time that nothing but the runtime takes part in. */
    START_UP,
    /** A setting, a share, or something of the measurement itself: nobody's cost, of which a ratio says nothing. */
    NONE;

    private static final Map<String, MetricClass> BY_BEGINNING = byBeginning();

    /** Of a metric, by its name in summary.json; a name that is not known is nobody's cost. */
    public static MetricClass of(String metric) {
        if (metric.endsWith(".peer") && metric.startsWith(Roles.START_UP)) {
            return NONE; // which is native
        }
        return BY_BEGINNING.entrySet().stream()
                .filter(it -> metric.startsWith(it.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(NONE);
    }

    /** Whether a ratio of it to native says anything. */
    boolean hasRatio() {
        return this != NONE;
    }

    /** Whether less of it is worse: then a ratio that understates the cost is too high. */
    public boolean isHigherBetter() {
        return this == THROUGHPUT || this == TRANSACTIONS;
    }

    /** Whether a peer at its limit can have set it. */
    boolean isSharedWithPeer() {
        return isHigherBetter() || this == LATENCY || this == LOSS;
    }

    private static Map<String, MetricClass> byBeginning() {
        Map<String, MetricClass> map = new LinkedHashMap<>();
        List.of("goodput_", "throughput_", "sent_", "offered_", "most_offered_", "lossy_")
                .forEach(it -> map.put(it, THROUGHPUT));
        map.put(Roles.TRANSACTIONS, TRANSACTIONS);
        List.of(
                        Roles.LATENCY,
                        "device_latency_ns",
                        "above_device_latency_ns",
                        "one_way_to_",
                        "delay_variation_",
                        "jitter_ns",
                        TrialNumbers.RTT)
                .forEach(it -> map.put(it, LATENCY));
        List.of(
                        "loss_ratio",
                        "sustained_loss_ratio",
                        "reordered_datagrams",
                        "duplicate_datagrams",
                        "timeouts",
                        "late_answers",
                        TrialNumbers.RETRANSMITTED,
                        TrialNumbers.DSACK)
                .forEach(it -> map.put(it, LOSS));
        List.of(TrialNumbers.CPU_PER_BYTE, TrialNumbers.CPU_PER_TRANSACTION).forEach(it -> map.put(it, CPU));
        map.put(Roles.START_UP, START_UP);
        return map;
    }
}
