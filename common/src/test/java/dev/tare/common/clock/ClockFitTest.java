package dev.tare.common.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold whatever the clocks and the network do; each of two hundred worlds is drawn from its own seed. */
final class ClockFitTest {

    private static final int WORLDS = 200;
    private static final long SECOND = TwoClocks.SECOND;
    private static final long SPAN = 10 * SECOND;

    @Test
    void theTruthIsWithinTheBoundWhateverIsLostReorderedOrDuplicated() {
        for (int world = 0; world < WORLDS; world++) {
            SplittableRandom random = new SplittableRandom(world);
            TwoClocks clocks = network(random, TwoClocks.line(hours(random), random.nextDouble(-100, 100)));
            List<Exchange> exchanges = mangled(clocks.exchanges(100, 0, SPAN / 100), world);

            ClockFit fit = fit(exchanges);

            assertThat(fit.straight()).as("world %s", world).isTrue();
            assertThat(fit.impossible()).isZero();
            everywhere(fit, clocks, world);
        }
    }

    @Test
    void orderAndRepetitionDoNotMatter() {
        TwoClocks clocks = network(new SplittableRandom(1), TwoClocks.line(SECOND, -30));
        List<Exchange> exchanges = clocks.exchanges(50, 0, SPAN / 50);
        List<Exchange> shuffled = new ArrayList<>(exchanges);
        Collections.shuffle(shuffled, new Random(1));

        assertThat(fit(shuffled).atMiddle()).isEqualTo(fit(exchanges).atMiddle());
    }

    @Test
    void aChangeOfDriftWithinTheAllowanceStaysWithinTheBound() {
        for (int world = 0; world < WORLDS; world++) {
            SplittableRandom random = new SplittableRandom(world);
            double ppm = random.nextDouble(-100, 100);
            LongUnaryOperator bent = bent(hours(random), ppm, ppm + random.nextDouble(-15, 15), random.nextLong(SPAN));
            TwoClocks clocks = network(random, bent);

            everywhere(fit(clocks.exchanges(200, 0, SPAN / 200)), clocks, world);
        }
    }

    /** A constant way of 50 µs, so that the bend of 250 µs and more cannot hide. */
    @ParameterizedTest
    @ValueSource(doubles = {100, -100, 400})
    void aLargeChangeOfDriftIsFoundAndFollowed(double change) {
        TwoClocks clocks = new TwoClocks(bent(0, 20, 20 + change, SPAN / 2), () -> 50_000, () -> 50_000);

        ClockFit fit = fit(clocks.exchanges(200, 0, SPAN / 200));

        assertThat(fit.straight()).isFalse();
        everywhere(fit, clocks, 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000_000, -1_000_000, 3_600 * SECOND, -7_200 * SECOND})
    void aStepIsFoundAndLeftBehind(long step) {
        LongUnaryOperator stepped = at -> at + 5 * SECOND + (at < SPAN / 2 ? 0 : step);
        TwoClocks clocks = new TwoClocks(stepped, () -> 50_000, () -> 80_000);

        ClockFit fit = fit(clocks.exchanges(200, 0, SPAN / 200));

        assertThat(fit.straight()).isFalse();
        within(fit.at(SPAN / 10), clocks, 0);
        within(fit.at(SPAN * 9 / 10), clocks, 0);
    }

    /** Seen from the middle, the wander of half a minute would hide it. */
    @Test
    void aSmallStepNearTheEndIsFound() {
        LongUnaryOperator stepped = at -> at < 59 * SECOND ? at : at + 700_000;
        TwoClocks clocks = new TwoClocks(stepped, () -> 50_000, () -> 50_000);

        assertThat(fit(clocks.exchanges(120, 0, SECOND / 2)).straight()).isFalse();
    }

    @Test
    void aSuspendedMachineIsFound() {
        // the answerer's clock stands still for an hour in the middle of an exchange
        long asleep = 3_600 * SECOND;
        LongUnaryOperator suspended = at -> at < SECOND ? at : Math.max(SECOND, at - asleep);
        TwoClocks clocks = new TwoClocks(suspended, () -> 50_000, () -> 50_000);
        List<Exchange> exchanges = new ArrayList<>(clocks.exchanges(20, 0, SECOND / 20));
        exchanges.add(new Exchange(SECOND - 10, SECOND, SECOND + 3_000, SECOND + asleep + 100_000));
        exchanges.addAll(clocks.exchanges(20, 2 * SECOND + asleep, SECOND / 20));

        ClockFit fit = fit(exchanges);

        assertThat(fit.straight()).isFalse();
        within(fit.at(SECOND / 2), clocks, 0);
        within(fit.at(asleep + 5 * SECOND / 2), clocks, 0);
    }

    @Test
    void aPauseOfTheAnswererIsOnlyDelay() {
        TwoClocks clocks = network(new SplittableRandom(3), TwoClocks.line(hours(new SplittableRandom(4)), 80));
        List<Exchange> exchanges = new ArrayList<>(clocks.exchanges(50, 0, SECOND / 20));
        Exchange paused = exchanges.get(25);
        exchanges.set(25, new Exchange(paused.t1(), paused.t2(), paused.t3() + 3 * SECOND, paused.t4() + 3 * SECOND));

        ClockFit fit = fit(exchanges);

        assertThat(fit.straight()).isTrue();
        assertThat(fit.impossible()).isZero();
        everywhere(fit, clocks, 0);
    }

    @Test
    void clocksMayBeYearsApart() {
        long years = 100L * 365 * 86_400 * SECOND;
        for (long offset : new long[] {years, -years}) {
            TwoClocks clocks = network(new SplittableRandom(7), TwoClocks.line(offset, 60));

            everywhere(fit(clocks.exchanges(100, 0, SPAN / 100)), clocks, offset);
        }
    }

    @Test
    void oneExchangeGivesHalfItsDelay() {
        ClockEstimate estimate =
                fit(List.of(new Exchange(1_000, 501_400, 501_500, 1_900))).atMiddle();

        assertThat(estimate.offsetNanos()).isBetween(499_999L, 500_001L);
        assertThat(estimate.boundNanos()).isBetween(400L, 405L);
        assertThat(estimate.driftPpb()).isZero();
        assertThat(estimate.exchanges()).isEqualTo(1);
        assertThat(estimate.delayMinNanos()).isEqualTo(800);
    }

    @Test
    void theBoundGrowsOutsideOfTheExchanges() {
        TwoClocks clocks = new TwoClocks(TwoClocks.line(0, 10), () -> 20_000, () -> 20_000);
        ClockFit fit = fit(clocks.exchanges(200, 0, SPAN / 200));

        long inside = fit.at(SPAN / 2).boundNanos();
        long after = fit.at(SPAN + 10 * SECOND).boundNanos();
        long later = fit.at(SPAN + 20 * SECOND).boundNanos();

        assertThat(inside).isLessThan(after);
        // at least the wander of ten seconds more
        assertThat(later).isGreaterThanOrEqualTo(after + 150_000);
        within(fit.at(SPAN + 20 * SECOND), clocks, 0);
    }

    @Test
    void theAnswerersTimeIsFoundOnTheAskersClock() {
        TwoClocks clocks = new TwoClocks(TwoClocks.line(-40 * SECOND, 100), () -> 20_000, () -> 20_000);
        ClockEstimate estimate = fit(clocks.exchanges(200, 0, SPAN / 200)).atAnswerer(-35 * SECOND);

        long there = estimate.atNanos() + clocks.truth(estimate.atNanos());

        assertThat(Math.abs(there + 35 * SECOND)).isLessThanOrEqualTo(estimate.boundNanos());
    }

    @Test
    void aLiarGetsFiniteBoundsAndIsFound() {
        for (int world = 0; world < WORLDS; world++) {
            SplittableRandom random = new SplittableRandom(world);
            List<Exchange> lies = network(random, TwoClocks.line(0, 0)).exchanges(60, 0, SPAN / 60).stream()
                    .map(truth -> lie(truth, random))
                    .toList();

            ClockFit.of(lies, ClockTolerance.COMPUTERS).ifPresent(fit -> {
                assertThat(fit.straight() && fit.impossible() == 0).isFalse();
                for (long at = -SPAN; at <= 2 * SPAN; at += SPAN / 7) {
                    assertThat(fit.at(at).boundNanos()).isBetween(0L, Long.MAX_VALUE / 2);
                    assertThat(fit.at(at).delayMinNanos()).isNotNegative();
                }
            });
        }
    }

    @Test
    void whoAnswersBeforeBeingAskedIsNotBelieved() {
        Exchange early = new Exchange(1_000, 5_000, 7_000, 2_000);
        Exchange backwards = new Exchange(1_000, 5_000, 4_000, 2_000);
        Exchange endless = new Exchange(1_000, Long.MIN_VALUE, Long.MAX_VALUE, 2_000);

        assertThat(ClockFit.of(List.of(early, backwards, endless), ClockTolerance.COMPUTERS))
                .isEmpty();
        assertThat(ClockFit.of(List.of(), ClockTolerance.COMPUTERS)).isEmpty();
        assertThat(fit(List.of(early, new Exchange(1_000, 1_300, 1_400, 2_000))).impossible())
                .isOne();
    }

    private static Exchange lie(Exchange truth, RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Exchange(truth.t1(), random.nextLong(), random.nextLong(), truth.t4());
            case 1 -> new Exchange(truth.t1(), truth.t3(), truth.t2(), truth.t4());
            case 2 -> shifted(truth, random.nextLong(-SPAN, SPAN));
            default -> new Exchange(truth.t1(), truth.t2(), truth.t3() + random.nextLong(SPAN), truth.t4());
        };
    }

    private static Exchange shifted(Exchange truth, long by) {
        return new Exchange(truth.t1(), truth.t2() + by, truth.t3() + by, truth.t4());
    }

    private static LongUnaryOperator bent(long offsetNanos, double ppm, double ppmAfter, long bendNanos) {
        return at -> at
                + offsetNanos
                + Math.round(Math.min(at, bendNanos) * ppm * 1e-6 + Math.max(0, at - bendNanos) * ppmAfter * 1e-6);
    }

    /** Each direction waits in its own way. */
    private static TwoClocks network(RandomGenerator random, LongUnaryOperator answerer) {
        double least = random.nextDouble(0, 200_000);
        return new TwoClocks(
                answerer,
                TwoClocks.exponential(random, least, random.nextDouble(0, 2e6)),
                TwoClocks.uniform(random, random.nextDouble(0, 50_000), random.nextDouble(0, 5e6)));
    }

    private static List<Exchange> mangled(List<Exchange> sent, int seed) {
        Random random = new Random(seed);
        List<Exchange> arrived = new ArrayList<>();
        for (Exchange exchange : sent) {
            for (int copies = random.nextInt(3); copies > 0; copies--) {
                arrived.add(exchange);
            }
        }
        Collections.shuffle(arrived, random);
        return arrived;
    }

    private static long hours(RandomGenerator random) {
        return random.nextLong(-10 * 3_600 * SECOND, 10 * 3_600 * SECOND);
    }

    private static ClockFit fit(List<Exchange> exchanges) {
        return ClockFit.of(exchanges, ClockTolerance.COMPUTERS).orElseThrow();
    }

    private static void everywhere(ClockFit fit, TwoClocks clocks, long world) {
        for (long at = 0; at <= SPAN; at += SPAN / 16) {
            within(fit.at(at), clocks, world);
        }
    }

    private static void within(ClockEstimate estimate, TwoClocks clocks, long world) {
        assertThat(Math.abs(estimate.offsetNanos() - clocks.truth(estimate.atNanos())))
                .as("error in world %s of %s", world, estimate)
                .isLessThanOrEqualTo(estimate.boundNanos());
    }
}
