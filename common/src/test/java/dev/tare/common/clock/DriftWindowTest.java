package dev.tare.common.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A comparison of a hundred questions in 50 ms, once a second, as {@code tare clock} makes them. */
final class DriftWindowTest {

    private static final long SECOND = TwoClocks.SECOND;
    private static final int QUESTIONS = 100;
    private static final long SPACING = 500_000;

    /** A quiet network: 30 µs each way, and a queue of 2 µs in the mean. */
    private static TwoClocks clocks(LongUnaryOperator answerer) {
        SplittableRandom random = new SplittableRandom(7);
        return new TwoClocks(
                answerer, TwoClocks.exponential(random, 30_000, 2_000), TwoClocks.exponential(random, 30_000, 2_000));
    }

    private static long driftAfter(int seconds, TwoClocks clocks, DriftWindow window) {
        long drift = 0;
        for (int second = 0; second < seconds; second++) {
            drift = window.add(clocks.exchanges(QUESTIONS, second * SECOND, SPACING));
        }
        return drift;
    }

    @ParameterizedTest
    @ValueSource(doubles = {50, -20, 3, 0})
    void theDriftIsFound(double ppm) {
        long drift = driftAfter(20, clocks(TwoClocks.line(3_600 * SECOND, ppm)), new DriftWindow());

        assertThat(drift / 1e3).isCloseTo(ppm, within(0.1));
    }

    @Test
    void aChangeOfDriftIsSeenWhenTheWindowHasPassed() {
        LongUnaryOperator warmed = at -> at < 40 * SECOND ? at : at + Math.round((at - 40 * SECOND) * 10e-6);

        assertThat(driftAfter(75, clocks(warmed), new DriftWindow()) / 1e3).isCloseTo(10, within(0.1));
    }

    @Test
    void afterAStepItBeginsAnew() {
        LongUnaryOperator stepped = at -> at + Math.round(at * 5e-6) + (at < 10 * SECOND ? 0 : SECOND);

        assertThat(driftAfter(25, clocks(stepped), new DriftWindow()) / 1e3).isCloseTo(5, within(0.2));
    }

    @Test
    void oneComparisonIsNoGuess() {
        assertThat(driftAfter(1, clocks(TwoClocks.line(0, 1)), new DriftWindow()))
                .isZero();
    }
}
