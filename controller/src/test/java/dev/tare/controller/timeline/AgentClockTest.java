package dev.tare.controller.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.clock.Offset;
import dev.tare.controller.trial.ClockReading;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

final class AgentClockTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void interpolatesBetweenTheTwoReadings() {
        AgentClock clock =
                AgentClock.of(reading(0, 1_000), reading(10 * SECOND, 3_000)).orElseThrow();

        assertThat(clock.toController(1_000).atNanos()).isEqualTo(0);
        assertThat(clock.toController(5 * SECOND + 2_000).atNanos()).isEqualTo(5 * SECOND);
        assertThat(clock.toController(10 * SECOND + 3_000).atNanos()).isEqualTo(10 * SECOND);
    }

    @Test
    void theBoundGrowsWithTheDistanceToBothReadings() {
        AgentClock clock = AgentClock.of(reading(0, 0), reading(10 * SECOND, 0)).orElseThrow();

        assertThat(clock.toController(0).boundNanos()).isEqualTo(100);
        // twice the wander of 15 millionths, times 1 s, times 9 s, over 10 s
        assertThat(clock.toController(SECOND).boundNanos()).isEqualTo(100 + 27_000);
        assertThat(clock.toController(9 * SECOND).boundNanos()).isEqualTo(100 + 27_000);
        assertThat(clock.toController(5 * SECOND).boundNanos()).isEqualTo(100 + 75_000);
        // and beyond the last one the line carries the bounds of both on
        assertThat(clock.toController(11 * SECOND).boundNanos()).isEqualTo(100 + 20 + 33_000);
    }

    /** One rate before an instant and another after it, both as far from the mean as two clocks' may be. */
    @Test
    void aClockThatChangesItsRateIsWithinTheBoundEverywhere() {
        for (long changed = SECOND; changed < 10 * SECOND; changed += SECOND) {
            long at = changed;
            LongUnaryOperator truth = nanos -> (Math.abs(nanos - at) - at) * 15 / 1_000_000;
            AgentClock clock = AgentClock.of(
                            reading(0, truth.applyAsLong(0)), reading(10 * SECOND, truth.applyAsLong(10 * SECOND)))
                    .orElseThrow();
            for (long nanos = 0; nanos <= 10 * SECOND; nanos += SECOND / 4) {
                Moment told = clock.toController(nanos + truth.applyAsLong(nanos));
                assertThat(Math.abs(told.atNanos() - nanos)).isLessThanOrEqualTo(told.boundNanos());
            }
        }
    }

    @Test
    void oneReadingIsEnough() {
        AgentClock clock = AgentClock.of(reading(0, 5_000), null).orElseThrow();

        assertThat(clock.toController(SECOND + 5_000)).isEqualTo(new Moment(SECOND, 100 + 1_000_000));
    }

    @Test
    void withoutAReadingThereIsNoClock() {
        assertThat(AgentClock.of(null, null)).isEmpty();
    }

    @Test
    void aProbesBoundIsAdded() {
        AgentClock clock = AgentClock.of(reading(0, 5_000), null).orElseThrow();
        Offset offset = new Offset(70, 40, 10);

        assertThat(new ProbeClock(5_000, offset, 5_000, offset, null).toController(5_000 + 70, clock))
                .isEqualTo(new Moment(0, 140));
    }

    @Test
    void aProbesClockWandersFromBothComparisons() {
        AgentClock exact = new OneClock();
        ProbeClock probe = new ProbeClock(0, new Offset(0, 40, 10), 10 * SECOND, new Offset(0, 60, 10), null);

        assertThat(probe.toController(SECOND, exact).boundNanos()).isEqualTo(60 + 27_000);
        assertThat(probe.toController(9 * SECOND, exact).boundNanos()).isEqualTo(60 + 27_000);
    }

    @Test
    void aProbesClockDriftsFromTheOnlyComparison() {
        Offset once = new Offset(0, 40, 10);

        assertThat(new ProbeClock(0, once, 0, once, null)
                        .toController(SECOND, new OneClock())
                        .boundNanos())
                .isEqualTo(40 + 1_000_000);
    }

    @Test
    void theAgentsOwnClockIsTheSameAllTheTime() {
        Offset none = new Offset(0, 0, 10);

        assertThat(new ProbeClock(0, none, 10 * SECOND, none, null).toController(5 * SECOND, new OneClock()))
                .isEqualTo(new Moment(5 * SECOND, 0));
    }

    @Test
    void aProbesDriftIsFollowedFromTheStartToTheEnd() {
        AgentClock clock = AgentClock.of(reading(0, 0), reading(10 * SECOND, 0)).orElseThrow();
        ProbeClock probe = new ProbeClock(0, new Offset(1_000, 40, 10), 10 * SECOND, new Offset(3_000, 60, 10), null);

        assertThat(probe.toController(5 * SECOND + 2_000, clock).atNanos()).isBetween(5 * SECOND - 1, 5 * SECOND + 1);
        assertThat(probe.toController(1_000, clock).boundNanos()).isEqualTo(160);
    }

    private static ClockReading reading(long atNanos, long offsetNanos) {
        return new ClockReading(atNanos, new Offset(offsetNanos, 100, 20));
    }
}
