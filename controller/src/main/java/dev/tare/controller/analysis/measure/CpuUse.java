package dev.tare.controller.analysis.measure;

import dev.tare.controller.archive.HostSample;
import dev.tare.controller.archive.SideData;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a side's CPUs did while it was measured, in nanoseconds summed over the CPUs that side may use. A sample that
 * overlaps an edge of that time counts by the share that lies inside.
 *
 * @param busyNanos user, system, softirq and irq
 * @param softirqNanos the part of busy that is interrupt work
 * @param totalNanos busy, steal and idle
 * @param busiestCore share of its time that the busiest of the CPUs was busy, 0 to 1
 * @param runtimeNanos of the runtime's cgroup; null without one
 * @param coveredNanos how much of the time the samples cover
 * @param cpus how many CPUs the side may use
 */
public record CpuUse(
        double busyNanos,
        double softirqNanos,
        double stealNanos,
        double totalNanos,
        double busiestCore,
        @Nullable Double runtimeNanos,
        double agentNanos,
        double contextSwitches,
        double coveredNanos,
        int cpus) {

    /** Empty when no sample overlaps that time, or none knows a CPU that the side may use: absent is not zero. */
    public static Optional<CpuUse> of(SideData side, Span measured, Set<Integer> allowedCpus) {
        Sums sums = new Sums();
        for (HostSample sample : side.samples()) {
            double share = share(sample, measured);
            if (share > 0) {
                sums.add(sample, share, allowedCpus);
            }
        }
        return sums.covered == 0 || sums.busyAndTotal.isEmpty() ? Optional.empty() : Optional.of(sums.toUse());
    }

    private static double share(HostSample sample, Span measured) {
        long length = sample.endNanos() - sample.startNanos();
        long overlap =
                Math.min(sample.endNanos(), measured.endNanos()) - Math.max(sample.startNanos(), measured.startNanos());
        return length <= 0 || overlap <= 0 ? 0 : (double) overlap / length;
    }

    /** Share of its time that the side was busy, 0 to 1. */
    public double busy() {
        return totalNanos == 0 ? 0 : busyNanos / totalNanos;
    }

    public double steal() {
        return totalNanos == 0 ? 0 : stealNanos / totalNanos;
    }

    /**
     * Share of the side's time that neither the runtime, nor the agent, nor interrupt work explains: somebody else was
     * there. A lower bound, since the cgroup's time may hold interrupt work too. 0 where there is no cgroup to compare.
     *
     * @param otherNanos what the other side's runtime and agent did on the same CPUs
     */
    public double foreign(double otherNanos) {
        if (runtimeNanos == null || totalNanos == 0) {
            return 0;
        }
        return Math.max(0, busyNanos - runtimeNanos - agentNanos - otherNanos - softirqNanos) / totalNanos;
    }

    private static final class Sums {
        private final Map<Integer, double[]> busyAndTotal = new TreeMap<>();
        private double softirq;
        private double steal;
        private double runtime;
        private boolean hasRuntime;
        private double agent;
        private double switches;
        private double covered;

        void add(HostSample sample, double share, Set<Integer> cpus) {
            covered += share * (sample.endNanos() - sample.startNanos());
            softirq += share * sample.sum(cpus, HostSample.Core::softirqNanos);
            steal += share * sample.sum(cpus, HostSample.Core::stealNanos);
            agent += share * sample.agentNanos();
            switches += share * sample.contextSwitches();
            Long ofRuntime = sample.runtimeNanos();
            if (ofRuntime != null) {
                hasRuntime = true;
                runtime += share * ofRuntime;
            }
            for (HostSample.Core core : sample.cores()) {
                if (cpus.isEmpty() || cpus.contains(core.cpu())) {
                    double[] sums = busyAndTotal.computeIfAbsent(core.cpu(), cpu -> new double[2]);
                    sums[0] += share * core.busyNanos();
                    sums[1] += share * core.totalNanos();
                }
            }
        }

        CpuUse toUse() {
            return new CpuUse(
                    busyAndTotal.values().stream().mapToDouble(it -> it[0]).sum(),
                    softirq,
                    steal,
                    busyAndTotal.values().stream().mapToDouble(it -> it[1]).sum(),
                    busyAndTotal.values().stream()
                            .mapToDouble(it -> it[1] == 0 ? 0 : it[0] / it[1])
                            .max()
                            .orElse(0),
                    hasRuntime ? runtime : null,
                    agent,
                    switches,
                    covered,
                    busyAndTotal.size());
        }
    }
}
