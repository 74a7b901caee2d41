package dev.tare.agent.host;

import dev.tare.agent.network.DeviceCounters;
import dev.tare.agent.runtime.Accounting.CpuTime;
import java.util.List;
import java.util.Optional;

/** What the host did between two instants of the agent's monotonic clock; all counts are of that interval. */
public record HostSample(
        long startNanos,
        long endNanos,
        List<CoreTimes> cores,
        Optional<CpuTime> runtime,
        long contextSwitches,
        List<DeviceCounters> links,
        long agentCpuNanos) {

    public HostSample {
        cores = List.copyOf(cores);
        links = List.copyOf(links);
    }
}
