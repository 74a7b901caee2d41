package dev.tare.controller.analysis.measure;

import dev.tare.controller.archive.DeviceLatencyData;
import dev.tare.controller.archive.IntervalData;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.HdrHistogram.Histogram;

/**
 * How much of a latency is spent above the client's device, where its kernel stamped the datagrams: in system calls, in the stack from
 * the socket to the device and back, in waking up, and in the probe. The rest is the way, and all of the peer.
 */
final class DeviceNumbers {

    static final String DEVICE = "device_latency_ns";
    static final String ABOVE = "above_device_latency_ns";
    static final String RATIO = "above_device_ratio";
    static final String UNSTAMPED = "unstamped_transactions";

    private DeviceNumbers() {}

    static void put(SortedMap<String, Double> values, Window window) {
        List<DeviceLatencyData> told = window.intervals().stream()
                .map(IntervalData::deviceLatency)
                .filter(Objects::nonNull)
                .toList();
        Histogram device = null;
        Histogram above = null;
        for (DeviceLatencyData each : told) {
            device = Histograms.merge(device, each.device().histogram());
            above = Histograms.merge(above, each.above().histogram());
        }
        if (device == null || above == null) {
            return;
        }
        values.put(UNSTAMPED, (double)
                told.stream().mapToLong(DeviceLatencyData::unstamped).sum());
        if (device.getTotalCount() > 0) {
            Percentiles.put(values, DEVICE, device);
            Percentiles.put(values, ABOVE, above);
            values.put(RATIO, above.getMean() / (above.getMean() + device.getMean()));
        }
    }
}
