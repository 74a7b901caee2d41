package dev.tare.controller.analysis.verdict;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.RuntimeKind;
import dev.tare.controller.analysis.measure.Evidence;
import dev.tare.controller.trial.Chosen;
import dev.tare.controller.trial.Side;

/**
 * Both sockets run the congestion control that was asked for. A runtime with a TCP of its own may not be able to: then
 * its own is part of what it is, labelled and reported beside the result.
 */
final class CongestionRule implements Rule {

    /** Of every trial, unless a workload's option says otherwise. */
    static final String DEFAULT = "cubic";

    @Override
    public void apply(Evidence evidence, Findings findings) {
        String asked = evidence.cell().workload().options().getOrDefault("congestion", DEFAULT);
        for (Side side : Side.values()) {
            String actual = evidence.congestionControl(side).orElse(asked);
            if (actual.equals(asked)) {
                continue;
            }
            if (isUnderTest(evidence, side) && ownStack(evidence)) {
                findings.label(Labels.OWN_CONGESTION_CONTROL);
            } else {
                findings.degraded("the %s's congestion control was %s, %s was asked for", side.word(), actual, asked);
            }
        }
    }

    private static boolean isUnderTest(Evidence evidence, Side side) {
        return evidence.roles().map(roles -> roles.isUnderTest(side)).orElse(side == Side.CLIENT);
    }

    private static boolean ownStack(Evidence evidence) {
        Chosen runtime = evidence.cell().runtime();
        return Catalog.runtime(runtime.name(), runtime.options())
                .map(RuntimeKind::ownStack)
                .orElse(false);
    }
}
