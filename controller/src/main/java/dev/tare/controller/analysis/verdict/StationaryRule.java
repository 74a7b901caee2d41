package dev.tare.controller.analysis.verdict;

import dev.tare.controller.analysis.measure.Evidence;
import dev.tare.controller.analysis.measure.IntervalRates;
import dev.tare.controller.analysis.measure.Roles;
import dev.tare.controller.archive.IntervalData;
import dev.tare.controller.engine.EngineResult;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Quantile;

/**
 * Warm-up was over when the window began, and the machine kept its speed: the median interval of the first quarter differs from that of the other three
 * by no more than 10%, or by no more than those spread themselves (their interquartile range), since a run that always
 * swings is not a run that still warms up. A search changes its rate by design, and a
 * start is over before the window: neither is asked.
 */
final class StationaryRule implements Rule {

    @Override
    public void apply(Evidence evidence, Findings findings) {
        if (evidence.counting().isPresent()) {
            judge(rates(evidence.counting().get()), findings);
        } else {
            evidence.roles()
                    .filter(Roles::isCounted)
                    .ifPresent(roles -> evidence.counted()
                            .ifPresent(window ->
                                    judge(rates(IntervalRates.of(evidence, roles), window.intervals()), findings)));
        }
    }

    private static void judge(double[] rates, Findings findings) {
        if (rates.length < Limits.STATIONARY_INTERVALS) {
            return;
        }
        int quarter = rates.length / 4;
        double[] rest = Arrays.copyOfRange(rates, quarter, rates.length);
        double first = Median.withDefaults().evaluate(Arrays.copyOf(rates, quarter));
        double later = Median.withDefaults().evaluate(rest);
        double[] quartiles = Quantile.withDefaults().evaluate(rest, 0.25, 0.75);
        double difference = Math.abs(first - later);
        if (difference > Limits.STATIONARY * later && difference > quartiles[1] - quartiles[0]) {
            findings.degraded(
                    "not steady: the first quarter of the window runs at %.0f%% of the rest%s",
                    100 * first / later, first < later ? "; was warm-up over?" : "");
        }
    }

    private static double[] rates(EngineResult engine) {
        return engine.points().stream()
                .filter(EngineResult.Point::measured)
                .mapToDouble(EngineResult.Point::perSecond)
                .toArray();
    }

    private static double[] rates(IntervalRates rates, List<IntervalData> intervals) {
        return intervals.stream()
                .filter(it -> it.lengthNanos() > 0)
                .mapToDouble(rates::perSecond)
                .toArray();
    }
}
