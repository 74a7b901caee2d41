package dev.tare.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** Words for a ratio that is wanted to be 1 at least. */
final class RatioGoalTest {

    private final RatioGoal goal = new RatioGoal("tcp-rr", "defaults", "netperf", 1.0);
    private final Page page = new Page();

    @Test
    void anIntervalOnTheMediansSideDecides() {
        assertThat(judged(1.02, 1.0, 1.05)).isEqualTo("met");
        assertThat(page.missed()).isEmpty();
        assertThat(judged(0.96, 0.93, 0.99)).isEqualTo("**missed**");
        assertThat(page.missed()).containsExactly("tcp-rr (defaults) against netperf, ≥ 1.00");
    }

    @Test
    void anIntervalOnBothSidesDoesNot() {
        assertThat(judged(1.02, 0.98, 1.05)).isEqualTo("met by the median");
        assertThat(judged(0.99, 0.93, 1.01)).isEqualTo("**missed**, undecided");
    }

    /** The median of ratios and the interval of their mean need not agree. */
    @Test
    void anIntervalOnTheOtherSideIsTold() {
        assertThat(judged(1.01, 0.90, 0.99)).isEqualTo("met by the median, not by the mean");
        assertThat(judged(0.99, 1.01, 1.10)).isEqualTo("**missed**, but not by the mean");
    }

    @Test
    void fewerThanTenValidPairsAreTooFew() {
        ObjectNode nine = comparison(1.02, 1.0, 1.05).put("pairs", 9);
        assertThat(goal.judged(page, nine)).isEqualTo("met, too few pairs");
        ObjectNode disturbed = comparison(1.02, 1.0, 1.05).put("basis", "DEGRADED");
        assertThat(goal.judged(page, disturbed)).isEqualTo("met, too few pairs");
    }

    @Test
    void whatWasNotMeasuredIsMissed() {
        ObjectNode none =
                comparison(0, 0, 0).put("pairs", 0).putNull("ratio_median").putNull("ratio_ci95");
        assertThat(goal.judged(page, none)).isEqualTo("**missed**, undecided, too few pairs");
        assertThat(page.missed()).hasSize(1);
    }

    @Test
    void itIsOfOneComparison() {
        assertThat(goal.isOf(comparison(1, 1, 1))).isTrue();
        assertThat(goal.isOf(comparison(1, 1, 1).put("setting", "request 14B"))).isFalse();
        assertThat(goal.isOf(comparison(1, 1, 1).put("against", "sockperf"))).isFalse();
    }

    private String judged(double ratio, double low, double high) {
        return goal.judged(page, comparison(ratio, low, high));
    }

    private static ObjectNode comparison(double ratio, double low, double high) {
        ObjectNode comparison = new ObjectMapper()
                .createObjectNode()
                .put("workload", "tcp-rr")
                .put("setting", "defaults")
                .put("against", "netperf")
                .put("pairs", 10)
                .put("basis", "VALID")
                .put("ratio_median", ratio);
        comparison.putArray("ratio_ci95").add(low).add(high);
        return comparison;
    }
}
