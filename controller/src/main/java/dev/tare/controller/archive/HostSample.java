package dev.tare.controller.archive;

import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A host between two instants of its agent's clock; times are sums over that interval.
 *
 * @param runtimeNanos CPU time of the runtime's cgroup, user and system; null without one
 * @param agentNanos CPU time of the agent, its sampler included
 */
public record HostSample(
        long startNanos,
        long endNanos,
        List<Core> cores,
        @Nullable Long runtimeNanos,
        long contextSwitches,
        long agentNanos) {

    public HostSample {
        cores = List.copyOf(cores);
    }

    /** Sum over the cores that are in {@code cpus}; all cores when that is empty. */
    public long sum(Set<Integer> cpus, ToLongFunction<Core> time) {
        return cores.stream()
                .filter(core -> cpus.isEmpty() || cpus.contains(core.cpu()))
                .mapToLong(time)
                .sum();
    }

    /** Of /proc/stat, whose resolution is a tick: only sums over many samples mean anything. */
    public record Core(
            int cpu,
            long userNanos,
            long systemNanos,
            long softirqNanos,
            long irqNanos,
            long stealNanos,
            long idleNanos) {

        public long busyNanos() {
            return userNanos + systemNanos + softirqNanos + irqNanos;
        }

        public long totalNanos() {
            return busyNanos() + stealNanos + idleNanos;
        }
    }
}
