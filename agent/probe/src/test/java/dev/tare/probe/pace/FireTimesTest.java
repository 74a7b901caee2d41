package dev.tare.probe.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tare.probe.clock.Stop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FireTimesTest {

    private static final long START = 5_000;

    @Test
    void evenTimesFollowFromTheIndexAndNeverDrift() {
        FireTimes times = new FixedTimes(START, 1, 3);
        assertThat(List.of(times.next(), times.next(), times.next(), times.next()))
                .containsExactly(START, START + 333_333_333, START + 666_666_666, START + 1_000_000_000);
        long last = 0;
        for (int i = 4; i <= 3 * 86_400; i++) {
            last = times.next();
        }
        assertThat(last).as("after a day").isEqualTo(START + 86_400_000_000_000L);
    }

    @Test
    void bitsOfALargeRateDoNotOverflow() {
        FireTimes times = Rate.ofBits(0, 65_507, 400_000_000_000L);
        long last = 0;
        for (int i = 0; i <= 1_000_000; i++) {
            last = times.next();
        }
        assertThat(last).isCloseTo(1_000_000L * 65_507 * 8 / 400, within(1L));
    }

    @Test
    void aPoissonProcessHasExponentialGapsOfTheRightMean() {
        FireTimes times = new PoissonTimes(START, 10_000, 42);
        List<Double> gaps = new ArrayList<>();
        long before = START;
        for (int i = 0; i < 200_000; i++) {
            long next = times.next();
            gaps.add((double) (next - before));
            before = next;
        }
        double mean = gaps.stream().mapToDouble(it -> it).average().orElseThrow();
        double variance = gaps.stream()
                .mapToDouble(it -> (it - mean) * (it - mean))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(100_000, within(1_000.0));
        assertThat(Math.sqrt(variance) / mean).as("coefficient of variation").isCloseTo(1, within(0.02));
        double long2 = gaps.stream().filter(it -> it > 2 * mean).count() / 200_000.0;
        assertThat(long2).as("longer than two means").isCloseTo(Math.exp(-2), within(0.005));
        assertThat(new PoissonTimes(START, 10_000, 42).next()).isEqualTo(START + (long) (double) gaps.getFirst());
    }

    @Test
    void latencyCountsFromTheIntendedTimeHoweverLateItIs() {
        long[] now = {0};
        Stop stop = new Stop(() -> now[0] += 10);
        Departures departures = new Rate(1_000, false, 0, false).from(0, stop);
        assertThat(departures.next(0)).isZero();
        // a stall of 5 ms: the five that were due meanwhile leave at once, and each counts from its own time
        assertThat(departures.next(5_000_000)).isEqualTo(1_000_000);
        assertThat(departures.next(5_000_000)).isEqualTo(2_000_000);
        now[0] = 2_999_000;
        assertThat(departures.next(2_999_000)).isEqualTo(3_000_000);
        assertThat(now[0]).as("waited").isGreaterThanOrEqualTo(3_000_000);
        assertThat(new Rate(0, false, 0, false).from(0, stop).next(77))
                .as("closed loop")
                .isEqualTo(77);
    }
}
