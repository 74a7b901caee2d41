package dev.tare.controller.analysis.verdict;

import dev.tare.controller.analysis.measure.Evidence;
import dev.tare.controller.analysis.measure.Roles;
import dev.tare.controller.analysis.measure.TrialNumbers;

/** Whether the link set the number, or a workload does not try to fill it. */
record WireLimited(Evidence evidence) {

    boolean holds() {
        Double goodput = TrialNumbers.of(evidence).values().get(Roles.GOODPUT);
        return goodput == null
                || evidence.ceilingBytesPerSecond().isEmpty()
                || goodput >= evidence.ceilingBytesPerSecond().getAsDouble() * Limits.WIRE_LIMITED;
    }
}
