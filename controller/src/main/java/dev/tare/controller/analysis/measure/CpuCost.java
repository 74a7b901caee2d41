package dev.tare.controller.analysis.measure;

import dev.tare.controller.trial.Side;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Busy nanoseconds of a side's CPUs per byte or per transaction: all that those CPUs did, interrupt work and helpers
 * included, never the cgroup's share alone. Where both sides may use the same CPU there is one number for both; beside it stands
 * what each side's cgroup used, which is less than its cost: work for it is done elsewhere, too. Where both sides are in the
 * runtime under test their sum is what it costs, and each stands under its side's name. A side whose probe
 * spins before each request tells none.
 */
final class CpuCost {

    private CpuCost() {}

    static void put(SortedMap<String, Double> values, Evidence evidence, Roles roles, double work) {
        String name = roles.isStream() ? TrialNumbers.CPU_PER_BYTE : TrialNumbers.CPU_PER_TRANSACTION;
        // what a request costs and what the load costs cannot be told apart
        if (work <= 0 || SideStreams.isLoad(evidence.cell())) {
            return;
        }
        Optional<CpuUse> tested = evidence.cpu(roles.tested());
        Optional<CpuUse> other = evidence.cpu(roles.tested().other());
        boolean spins = Stream.of(Side.values()).anyMatch(side -> Pace.spins(evidence.cell(), side));
        if (!spins && evidence.surroundings().sharedCpus()) {
            tested.or(() -> other).ifPresent(use -> values.put(name + ".both", use.busyNanos() / work));
        } else if (!spins && roles.peer().isEmpty() && tested.isPresent() && other.isPresent()) {
            values.put(name + ".both", (tested.get().busyNanos() + other.get().busyNanos()) / work);
        }
        for (Side side : Side.values()) {
            if (!Pace.spins(evidence.cell(), side)) {
                evidence.cpu(side).ifPresent(use -> putSide(values, evidence, name, roles.suffix(side), use, work));
            }
        }
    }

    private static void putSide(
            SortedMap<String, Double> values, Evidence evidence, String name, String suffix, CpuUse use, double work) {
        if (evidence.surroundings().sharedCpus()) {
            putRuntime(values, name + "." + suffix + "_runtime", use, work);
        } else {
            values.put(name + "." + suffix, use.busyNanos() / work);
            values.put("cpu_busy_share." + suffix, use.busy());
        }
    }

    private static void putRuntime(SortedMap<String, Double> values, String name, CpuUse use, double work) {
        Double nanos = use.runtimeNanos();
        if (nanos != null) {
            values.put(name, nanos / work);
        }
    }
}
