package dev.tare.controller.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Against values worked out by hand; quantiles of Student's t from a printed table. */
class EstimateTest {

    private static final double T_4 = 2.776445;
    private static final double T_1 = 12.706205;

    @Test
    void ofFiveValues() {
        Estimate estimate = Estimate.of(List.of(3.0, 1.0, 2.0, 5.0, 4.0));
        assertThat(estimate.n()).isEqualTo(5);
        assertThat(estimate.mean()).isCloseTo(3, within(1e-12));
        assertThat(estimate.median()).isCloseTo(3, within(1e-12));
        assertThat(estimate.sd()).isCloseTo(Math.sqrt(2.5), within(1e-12));
        double half = T_4 * Math.sqrt(2.5) / Math.sqrt(5);
        Interval95 ci = Objects.requireNonNull(estimate.ci95());
        assertThat(ci.low()).isCloseTo(3 - half, within(1e-5));
        assertThat(ci.high()).isCloseTo(3 + half, within(1e-5));
        assertThat(estimate.values()).containsExactly(3.0, 1.0, 2.0, 5.0, 4.0);
    }

    @Test
    void aSingleValueHasNoSpread() {
        Estimate estimate = Estimate.of(List.of(7.0));
        assertThat(estimate.sd()).isNull();
        assertThat(estimate.ci95()).isNull();
        assertThat(estimate.mean()).isEqualTo(7);
        assertThat(estimate.median()).isEqualTo(7);
    }

    @Test
    void nothingIsNoEstimate() {
        assertThatThrownBy(() -> Estimate.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ratioIsPairedByBlockOnLogarithms() {
        PairedRatio ratio = PairedRatio.of(Map.of(1, 2.0, 2, 8.0, 3, 5.0), Map.of(1, 1.0, 2, 1.0, 4, 9.0))
                .orElseThrow();
        assertThat(ratio.pairs()).isEqualTo(2);
        assertThat(ratio.ratio()).isCloseTo(4, within(1e-12));
        // logs are ln 2 and 3 ln 2: mean 2 ln 2, standard deviation ln 2 * sqrt 2
        double half = T_1 * Math.log(2) * Math.sqrt(2) / Math.sqrt(2);
        Interval95 ci = Objects.requireNonNull(ratio.ci95());
        assertThat(Math.log(ci.low())).isCloseTo(2 * Math.log(2) - half, within(1e-5));
        assertThat(Math.log(ci.high())).isCloseTo(2 * Math.log(2) + half, within(1e-5));
    }

    @Test
    void onePairHasNoInterval() {
        assertThat(PairedRatio.of(Map.of(1, 3.0), Map.of(1, 2.0)).orElseThrow().ci95())
                .isNull();
    }

    @Test
    void zeroMakesNoRatio() {
        assertThat(PairedRatio.of(Map.of(1, 0.0, 2, 1.0), Map.of(1, 1.0, 3, 1.0)))
                .isEmpty();
    }

    /** Nine blocks without a loss and one with as much as native's would be a ratio of 1. */
    @Test
    void blocksWithoutZeroDoNotSpeakForTheOthers() {
        Map<Integer, Double> reference = new TreeMap<>();
        Map<Integer, Double> values = new TreeMap<>();
        for (int block = 1; block <= 10; block++) {
            reference.put(block, 0.01);
            values.put(block, block == 10 ? 0.01 : 0.0);
        }
        assertThat(PairedRatio.of(values, reference)).isEmpty();
        assertThat(PairedRatio.of(reference, values)).isEmpty();
    }
}
