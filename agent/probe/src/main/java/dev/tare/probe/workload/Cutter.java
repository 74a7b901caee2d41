package dev.tare.probe.workload;

import dev.tare.common.linux.TcpInfo;
import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.clock.Pause;
import dev.tare.probe.clock.Window;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * Cuts a running workload into slices at the window's edges, from a thread of its own: a stalled connection then shows as
 * empty slices, not as one long one. Edges are late by what waking up takes, and are told as they were.
 */
public final class Cutter {

    /** A reading during which this thread was interrupted for longer is taken again. */
    private static final long LOOSE_BRACKET_NANOS = 20_000;

    private static final int ATTEMPTS = 3;

    private final Workload workload;
    private final NanoClock clock;
    private final Supplier<OptionalLong> cpuNanos;
    private final SliceSink sink;

    /** {@code cpuNanos} gives the process's CPU time. */
    public Cutter(Workload workload, NanoClock clock, Supplier<OptionalLong> cpuNanos, SliceSink sink) {
        this.workload = workload;
        this.clock = clock;
        this.cpuNanos = cpuNanos;
        this.sink = sink;
    }

    /** Until the window's end, or until the pause is cut short; then the last slice ends there. */
    public void cut(Window window, Pause pause) {
        if (!pause.until(window.edgeNanos(0))) {
            return;
        }
        workload.takeLatencies(sink.recycled());
        workload.takeOneWay();
        workload.takeDeviceLatency();
        Edge last = edge();
        int edge = window.nextEdge(0, last.nanos);
        boolean going = true;
        for (int index = 0; going && edge < window.edges(); index++) {
            going = pause.until(window.edgeNanos(edge));
            Edge now = edge();
            Optional<Histogram> latencies = workload.takeLatencies(sink.recycled());
            sink.offer(new Slice(
                    index,
                    window.phaseBefore(edge),
                    last.nanos,
                    now.nanos,
                    since(last.counts, now.counts),
                    TcpChange.between(last.tcp, now.tcp),
                    Datagrams.between(last.datagrams, now.datagrams),
                    difference(last.transactions, now.transactions),
                    latencies,
                    workload.takeOneWay(),
                    workload.takeDeviceLatency(),
                    difference(last.cpuNanos, now.cpuNanos)));
            last = now;
            edge = window.nextEdge(edge, now.nanos);
        }
    }

    private Edge edge() {
        long before;
        long after;
        Optional<Counts> counts;
        Optional<Datagrams> datagrams;
        OptionalLong transactions;
        int attempt = 0;
        do {
            before = clock.nanos();
            counts = workload.counts();
            datagrams = workload.datagrams();
            transactions = workload.transactions();
            after = clock.nanos();
        } while (after - before > LOOSE_BRACKET_NANOS && ++attempt < ATTEMPTS);
        return new Edge(
                before + (after - before) / 2, counts, datagrams, transactions, workload.tcpInfos(), cpuNanos.get());
    }

    private static Optional<Counts> since(Optional<Counts> earlier, Optional<Counts> later) {
        return earlier.isPresent() && later.isPresent()
                ? Optional.of(later.get().since(earlier.get()))
                : Optional.empty();
    }

    private static OptionalLong difference(OptionalLong earlier, OptionalLong later) {
        return earlier.isPresent() && later.isPresent()
                ? OptionalLong.of(later.getAsLong() - earlier.getAsLong())
                : OptionalLong.empty();
    }

    private record Edge(
            long nanos,
            Optional<Counts> counts,
            Optional<Datagrams> datagrams,
            OptionalLong transactions,
            List<TcpInfo> tcp,
            OptionalLong cpuNanos) {}
}
