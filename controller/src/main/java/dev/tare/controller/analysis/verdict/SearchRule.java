package dev.tare.controller.analysis.verdict;

import dev.tare.common.search.Burst;
import dev.tare.controller.analysis.measure.Evidence;
import dev.tare.controller.analysis.measure.Roles;
import dev.tare.controller.analysis.measure.SearchNumbers;
import java.util.Locale;

/** A search came to an end, and what set its result was the path or, as a label tells, who sent. */
final class SearchRule implements Rule {

    private static final double MILLION = 1e6;

    @Override
    public void apply(Evidence evidence, Findings findings) {
        SearchNumbers.of(evidence)
                .ifPresent(numbers -> evidence.roles().ifPresent(roles -> judge(evidence, roles, numbers, findings)));
    }

    private static void judge(Evidence evidence, Roles roles, SearchNumbers numbers, Findings findings) {
        double accepted =
                SearchNumbers.acceptedPartsPerMillion(evidence.cell().workload().options()) / MILLION;
        if (numbers.bursts().isEmpty()) {
            findings.invalid("the search made no burst: the window is too short for one, or the sender was held up");
            return;
        }
        switch (numbers.search().limit()) {
            case NOTHING_PASSED ->
                findings.invalid(
                        "at each of %d rates more than %s was lost, down to %.0f datagrams per second",
                        numbers.bursts().size(),
                        percent(accepted),
                        numbers.search().lossyPerSecond().orElse(0));
            case UNFINISHED ->
                findings.degraded(
                        "the window was over before the search, which stood between %.0f and %.0f datagrams per"
                                + " second; measure for longer, or let bursts be shorter",
                        numbers.search().found().map(Burst::offeredPerSecond).orElse(0.0),
                        numbers.search().lossyPerSecond().orElse(Double.POSITIVE_INFINITY));
            case SENDER ->
                findings.label(
                        roles.isUnderTest(roles.counter().other()) ? Labels.SENDER_LIMITED : Labels.PEER_LIMITED);
            case LOSS -> {
                // what the side under test has sent, and did not come, is no cost of its runtime
                if (!roles.isUnderTest(roles.counter())) {
                    findings.label(Labels.PEER_LIMITED);
                }
            }
            case HIGHEST -> findings.label(Labels.PLAN_LIMITED);
        }
        double sustained = numbers.sustainedLoss().orElse(0);
        if (sustained > accepted) {
            findings.remark("offered again, the rate that was found lost " + percent(sustained) + ": no more than "
                    + percent(accepted) + " was accepted");
        }
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.4g%%", 100 * share);
    }
}
