package dev.tare.probe.workload;

import dev.tare.probe.clock.Phase;
import java.util.Optional;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/**
 * What was seen between two edges of this side's clock.
 *
 * @param startNanos when the counts at its beginning were read, not when that was planned; so the end
 * @param transactions where they are counted and no latency is recorded
 * @param latencies one for each transaction, empty on a side that has none; belongs to the receiver of the slice, who may hand it back for use again
 */
public record Slice(
        int index,
        Phase phase,
        long startNanos,
        long endNanos,
        Optional<Counts> counts,
        Optional<TcpChange> tcp,
        Optional<Datagrams> datagrams,
        OptionalLong transactions,
        Optional<Histogram> latencies,
        Optional<OneWay> oneWay,
        Optional<DeviceLatency> deviceLatency,
        OptionalLong cpuNanos) {}
