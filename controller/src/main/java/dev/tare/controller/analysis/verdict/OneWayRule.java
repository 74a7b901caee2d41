package dev.tare.controller.analysis.verdict;

import dev.tare.controller.analysis.measure.Evidence;
import dev.tare.controller.analysis.measure.OneWayNumbers;

/** Why a trial tells no one-way delays, or not all. Its other numbers are as good as ever. */
final class OneWayRule implements Rule {

    @Override
    public void apply(Evidence evidence, Findings findings) {
        OneWayNumbers.of(evidence).ifPresent(it -> {
            if (!it.refusals().isEmpty()) {
                findings.label(Labels.NO_ONE_WAY_DELAY);
                it.refusals().forEach(findings::remark);
            }
            if (it.early() > 0) {
                findings.degraded(
                        "%d datagrams came before they left, by more than the clocks are known to: a clock is not as it is told",
                        it.early());
            }
            if (it.far() > 0) {
                findings.degraded(
                        "%d datagrams are stamped an hour or more from all others: a probe does not tell its clock as it is",
                        it.far());
            }
            if (it.notKept() > 0) {
                findings.degraded("the probe had no room for the transit times of %d datagrams", it.notKept());
            }
        });
    }
}
