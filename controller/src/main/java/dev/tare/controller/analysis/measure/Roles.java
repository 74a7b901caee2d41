package dev.tare.controller.analysis.measure;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.Metric;
import dev.tare.common.catalog.WorkloadKind;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Side;
import java.util.Optional;

/**
 * Who does what in a cell.
 *
 * @param underTest the side whose runtime is measured
 * @param counter the side whose probe's counts are the result: the receiver of a stream, the asker of requests
 * @param metric the workload's main metric
 */
public record Roles(Side underTest, Side counter, Metric metric) {

    public static final String GOODPUT = "goodput_bytes_per_second";
    public static final String THROUGHPUT = "throughput_bytes_per_second";
    public static final String TRANSACTIONS = "transactions_per_second";
    public static final String LATENCY = "latency_ns";

    /** Of the runtime under test: from the call that makes it to the probe's first word. */
    public static final String START_UP = "start_up_ns";

    /** Roles of this cell; empty for a workload this version does not know. */
    public static Optional<Roles> of(Cell cell) {
        return Catalog.find(Catalog.workloads(), cell.workload().name())
                .map(kind -> new Roles(
                        underTest(cell), counter(cell, kind), kind.metrics().getFirst()));
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

    private static Side underTest(Cell cell) {
        return cell.side().equals("server") ? Side.SERVER : Side.CLIENT;
    }

    private static Side counter(Cell cell, WorkloadKind kind) {
        boolean stream = isStream(kind.metrics().getFirst());
        return stream && kind.traffic().clientSends(cell.workload().options()) ? Side.SERVER : Side.CLIENT;
    }
}
