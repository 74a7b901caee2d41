package dev.tare.controller.analysis.verdict;

import dev.tare.controller.analysis.measure.Evidence;
import dev.tare.controller.analysis.measure.Roles;
import dev.tare.controller.analysis.measure.TrialNumbers;

/** Whether the link, whose ceiling is known, set a stream's goodput; where nobody told that, nothing speaks against it. */
record WireLimited(Evidence evidence) {

    boolean holds() {
        Double goodput = TrialNumbers.of(evidence).values().get(Roles.GOODPUT);
        return goodput == null || goodput >= evidence.ceilingBytesPerSecond().orElse(0) * Limits.WIRE_LIMITED;
    }
}
