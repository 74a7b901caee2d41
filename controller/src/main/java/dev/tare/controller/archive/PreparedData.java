package dev.tare.controller.archive;

import dev.tare.common.clock.Offset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a side said when it was ready.
 *
 * @param probeClock probe's clock against the agent's: probe = agent + offset; null where it was not told
 * @param congestionControl read back from the socket; null where the runtime does not say
 * @param pathMtuBytes of a datagram socket: what goes to the peer in one packet
 * @param tls version and cipher that were agreed on; null of a workload without
 * @param scheduling policy and priority of threads that move the traffic, as their own kernel tells; null where it does not
 * @param allowedCpus that those may run on, by the numbers of their own kernel; none where it does not tell
 * @param floor of the probe's timing; null where it was not asked for
 * @param engineVersion of a foreign engine; null where the probe itself produces the traffic
 * @param engineLayerDigest of the bundle's layer of foreign engines; empty where it was not used
 * @param counters of the path's devices before the first workload byte, by device name
 * @param devices names of the path's devices, from the runtime's to the host's data device
 */
public record PreparedData(
        List<StepData> steps,
        String runtimeVersion,
        boolean emulated,
        String bundleDigest,
        @Nullable Offset probeClock,
        long probeStartupNanos,
        @Nullable String congestionControl,
        @Nullable Integer mssBytes,
        @Nullable Integer sendBufferBytes,
        @Nullable Integer receiveBufferBytes,
        @Nullable Integer pathMtuBytes,
        @Nullable String tls,
        @Nullable String scheduling,
        List<Integer> allowedCpus,
        @Nullable FloorData floor,
        @Nullable String engineVersion,
        String engineLayerDigest,
        List<String> devices,
        Map<String, DeviceData> counters) {

    public PreparedData {
        steps = List.copyOf(steps);
        allowedCpus = List.copyOf(allowedCpus);
        devices = List.copyOf(devices);
        counters = Map.copyOf(counters);
    }
}
