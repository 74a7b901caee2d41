package dev.tare.controller.analysis.verdict;

import dev.tare.controller.analysis.measure.Evidence;
import dev.tare.controller.archive.DoneData;
import dev.tare.controller.archive.SideData;

/**
 * What a trial leaves on a host cannot have changed its own number, which was taken before; but the host is no longer the
 * one it was, by the trial or by somebody else, and the number does not come from a clean run: DEGRADED, not INVALID.
 */
final class LeakRule implements Rule {

    @Override
    public void apply(Evidence evidence, Findings findings) {
        evidence.sides().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(entry -> {
                    SideData data = entry.getValue();
                    DoneData done = data.done();
                    if (done == null) {
                        return;
                    }
                    if (!done.audited()) {
                        findings.degraded(
                                "the %s was not audited after the trial",
                                entry.getKey().word());
                    } else if (!done.leftBehind().isEmpty()) {
                        findings.degraded(
                                "the %s is not as it was before the trial: %s",
                                entry.getKey().word(), String.join(", ", done.leftBehind()));
                    }
                });
    }
}
