package dev.tare.common.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * 10 s of 20 exchanges a second between clocks that drift apart by 50 millionths, 10,000 times. The limits are near what
 * the least of 200 delays gives who knows the drift: half its 99th percentile, 11.5 µs and 57.5 µs.
 */
@Tag("slow")
final class ClockFitSimulationTest {

    private static final int RUNS = 10_000;
    private static final long BASE = 50_000;

    @Test
    void queueingOfOneDirectionExponential() {
        long[] errors = errors(
                RUNS,
                random -> TwoClocks.exponential(random, BASE, 1e6),
                random -> TwoClocks.uniform(random, BASE, 0),
                ClockFitSimulationTest::now);

        assertThat(p99(errors)).isLessThanOrEqualTo(12_000);
    }

    @Test
    void queueingOfOneDirectionUniform() {
        long[] errors = errors(
                RUNS,
                random -> TwoClocks.uniform(random, BASE, 0),
                random -> TwoClocks.uniform(random, BASE, 5e6),
                ClockFitSimulationTest::now);

        assertThat(p99(errors)).isLessThanOrEqualTo(60_000);
    }

    /** Where neither direction tells the drift, the middle of the window is known best. */
    @Test
    void queueingOfBothDirectionsUniform() {
        long[] errors = errors(
                RUNS / 10,
                random -> TwoClocks.uniform(random, BASE, 5e6),
                random -> TwoClocks.uniform(random, BASE, 5e6),
                ClockFit::atMiddle);
        assertThat(p99(errors)).isLessThanOrEqualTo(80_000);
    }

    /** Each run checks the bound where it asks. */
    private static long[] errors(
            int runs,
            Function<RandomGenerator, DoubleSupplier> there,
            Function<RandomGenerator, DoubleSupplier> back,
            Function<ClockFit, ClockEstimate> asked) {
        SplittableRandom random = new SplittableRandom(5);
        long[] errors = new long[runs];
        for (int run = 0; run < runs; run++) {
            long offset = random.nextLong(-3600 * TwoClocks.SECOND, 3600 * TwoClocks.SECOND);
            TwoClocks clocks = new TwoClocks(TwoClocks.line(offset, 50), there.apply(random), back.apply(random));
            List<Exchange> exchanges = clocks.exchanges(200, 0, TwoClocks.SECOND / 20);
            ClockEstimate estimate =
                    asked.apply(ClockFit.of(exchanges, ClockTolerance.COMPUTERS).orElseThrow());
            errors[run] = Math.abs(estimate.offsetNanos() - clocks.truth(estimate.atNanos()));
            if (errors[run] > estimate.boundNanos() || !estimate.straight()) {
                throw new AssertionError("wrong by " + errors[run] + " ns in run " + run + ": " + estimate);
            }
        }
        return errors;
    }

    /** When the last answer has come. */
    private static ClockEstimate now(ClockFit fit) {
        return fit.at(10 * TwoClocks.SECOND);
    }

    private static long p99(long[] errors) {
        Arrays.sort(errors);
        return errors[errors.length * 99 / 100];
    }
}
