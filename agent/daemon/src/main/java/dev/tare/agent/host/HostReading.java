package dev.tare.agent.host;

import dev.tare.agent.network.DeviceCounters;
import dev.tare.agent.runtime.Accounting.CpuTime;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/**
 * The host's counters at one instant.
 *
 * @param atNanos on the agent's monotonic clock, when the reading began
 * @param runtime CPU time of the instance; empty where it cannot be told
 * @param agentCpuNanos CPU time of this process, its resolution is a tick
 */
record HostReading(
        long atNanos,
        Map<Integer, CoreTimes> cores,
        long contextSwitches,
        Optional<CpuTime> runtime,
        Map<String, DeviceCounters> links,
        long agentCpuNanos) {

    HostSample since(HostReading earlier) {
        var coreTimes = new ArrayList<CoreTimes>();
        cores.forEach((cpu, now) ->
                Optional.ofNullable(earlier.cores.get(cpu)).ifPresent(then -> coreTimes.add(now.since(then))));
        var linkCounters = new ArrayList<DeviceCounters>();
        links.forEach((name, now) -> Optional.ofNullable(earlier.links.get(name))
                .ifPresent(then -> linkCounters.add(NetDev.since(now, then))));
        Optional<CpuTime> runtimeTime = runtime.flatMap(now -> earlier.runtime.map(
                then -> new CpuTime(now.userNanos() - then.userNanos(), now.systemNanos() - then.systemNanos())));
        return new HostSample(
                earlier.atNanos,
                atNanos,
                coreTimes,
                runtimeTime,
                contextSwitches - earlier.contextSwitches,
                linkCounters,
                agentCpuNanos - earlier.agentCpuNanos);
    }
}
