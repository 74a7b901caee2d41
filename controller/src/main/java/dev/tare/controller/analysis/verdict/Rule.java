package dev.tare.controller.analysis.verdict;

import dev.tare.controller.analysis.measure.Evidence;

/** One thing that can be wrong, or worth knowing, of a trial. */
@FunctionalInterface
interface Rule {

    void apply(Evidence evidence, Findings findings);
}
