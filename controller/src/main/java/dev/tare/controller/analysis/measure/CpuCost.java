package dev.tare.controller.analysis.measure;

import dev.tare.controller.trial.Side;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Busy nanoseconds of a side's CPUs per byte or per transaction: all that those CPUs did, interrupt work and helpers
 * included, never the cgroup's share alone. Where both sides may use the same CPU there is one number for both; beside it stands
 * what each side's cgroup used, which is less than its cost: work for it is done elsewhere, too.
 */
final class CpuCost {

    private CpuCost() {}

    static void put(SortedMap<String, Double> values, Evidence evidence, Roles roles, double work) {
        String name = roles.isStream() ? TrialNumbers.CPU_PER_BYTE : TrialNumbers.CPU_PER_TRANSACTION;
        Side underTest = roles.underTest();
        // what a request costs and what the load costs cannot be told apart, nor what waiting costs that keeps a CPU
        // busy
        if (work <= 0 || SideStreams.isLoad(evidence.cell()) || evidence.spins()) {
            return;
        }
        Optional<CpuUse> tested = evidence.cpu(underTest);
        Optional<CpuUse> peer = evidence.cpu(underTest.other());
        if (evidence.surroundings().sharedCpus()) {
            tested.or(() -> peer).ifPresent(use -> values.put(name + ".both", use.busyNanos() / work));
            tested.ifPresent(use -> putRuntime(values, name + ".under_test_runtime", use, work));
            peer.ifPresent(use -> putRuntime(values, name + ".peer_runtime", use, work));
            return;
        }
        tested.ifPresent(use -> {
            values.put(name + ".under_test", use.busyNanos() / work);
            values.put("cpu_busy_share.under_test", use.busy());
        });
        peer.ifPresent(use -> {
            values.put(name + ".peer", use.busyNanos() / work);
            values.put("cpu_busy_share.peer", use.busy());
        });
    }

    private static void putRuntime(SortedMap<String, Double> values, String name, CpuUse use, double work) {
        Double nanos = use.runtimeNanos();
        if (nanos != null) {
            values.put(name, nanos / work);
        }
    }
}
