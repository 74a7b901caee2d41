package dev.tare.controller.analysis.measure;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.Metric;
import dev.tare.common.catalog.WorkloadKind;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Side;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who does what in a cell.
 *
 * @param underTest the sides in the runtime that is measured: one, and the other is the native peer; or both
 * @param counter the side whose probe's counts are the result: the receiver of a stream, the asker of requests
 * @param metric the workload's main metric
 */
public record Roles(Set<Side> underTest, Side counter, Metric metric) {

    public static final String GOODPUT = "goodput_bytes_per_second";
    public static final String THROUGHPUT = "throughput_bytes_per_second";
    public static final String TRANSACTIONS = "transactions_per_second";
    public static final String LATENCY = "latency_ns";

    /** What a cell says of its side where client and server are in the runtime. */
    public static final String BOTH = "both";

    /** Of the runtime under test: from the call that makes it to the probe's first word. */
    public static final String START_UP = "start_up_ns";

    /** Roles. */
    public Roles {
        underTest = Set.copyOf(underTest);
    }

    /** Roles of this cell; empty for a workload this version does not know. */
    public static Optional<Roles> of(Cell cell) {
        return Catalog.find(Catalog.workloads(), cell.workload().name())
                .map(kind -> new Roles(
                        underTest(cell), counter(cell, kind), kind.metrics().getFirst()));
    }

    public boolean isUnderTest(Side side) {
        return underTest.contains(side);
    }

    /** The side under test; of both the client. */
    public Side tested() {
        return isUnderTest(Side.CLIENT) ? Side.CLIENT : Side.SERVER;
    }

    /** The native side; where both are under test there is none. */
    public Optional<Side> peer() {
        return underTest.size() > 1 ? Optional.empty() : Optional.of(tested().other());
    }

    /** What numbers of that side are named after: its role, or the side itself where both have the same. */
    String suffix(Side side) {
        return peer().isEmpty() ? side.word() : isUnderTest(side) ? "under_test" : "peer";
    }

    /** Whether bytes are counted, and not transactions. */
    public boolean isStream() {
        return isStream(metric);
    }

    /** Whether a rate is searched for: what is offered changes by design. */
    public boolean isSearch() {
        return metric.name().equals(THROUGHPUT);
    }

    /** Whether what is counted in the window is the result: not of a search, and not of how long a start takes. */
    public boolean isCounted() {
        return !isSearch() && !isStartUp();
    }

    /** Whether the result is known when the window begins. */
    public boolean isStartUp() {
        return metric.name().equals(START_UP);
    }

    private static boolean isStream(Metric metric) {
        return metric.name().equals(GOODPUT) || metric.name().equals(THROUGHPUT);
    }

    private static Set<Side> underTest(Cell cell) {
        return switch (cell.side()) {
            case BOTH -> EnumSet.allOf(Side.class);
            case "server" -> Set.of(Side.SERVER);
            default -> Set.of(Side.CLIENT);
        };
    }

    private static Side counter(Cell cell, WorkloadKind kind) {
        boolean stream = isStream(kind.metrics().getFirst());
        return stream && kind.traffic().clientSends(cell.workload().options()) ? Side.SERVER : Side.CLIENT;
    }
}
