package dev.tare.controller.archive;

import org.jspecify.annotations.Nullable;

/**
 * What one side's probe saw between two edges of its own clock. Null is absent: the runtime did not tell; never zero.
 *
 * @param index counts from 0, warm-up included; a jump is an interval that was dropped
 * @param measured false in warm-up
 * @param startNanos on the probe's clock
 * @param endNanos on the probe's clock
 * @param datagrams of a workload of datagrams
 * @param oneWay of a workload with both sides' stamps
 * @param deviceLatency of a workload whose datagrams the client's kernel stamps
 * @param latency of this interval's transactions, in nanoseconds
 * @param probeCpuNanos of the probe process, as its own kernel tells
 */
public record IntervalData(
        int index,
        boolean measured,
        long startNanos,
        long endNanos,
        @Nullable Long receivedBytes,
        @Nullable Long sentBytes,
        @Nullable Long transactions,
        @Nullable TcpData tcp,
        @Nullable DatagramData datagrams,
        @Nullable OneWayData oneWay,
        @Nullable DeviceLatencyData deviceLatency,
        @Nullable KeptHistogram latency,
        @Nullable Long probeCpuNanos) {

    public long lengthNanos() {
        return endNanos - startNanos;
    }
}
