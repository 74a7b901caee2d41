package dev.tare.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class PairsTest {

    @Test
    void equalPairsHaveTheRatioOneAndNoWidth() {
        Pairs pairs = new Pairs();
        pairs.add(3, 3);
        pairs.add(5, 5);
        assertThat(pairs.medianRatio()).isEqualTo(1.0);
        assertThat(pairs.confidence().isWithin(0.999, 1.001)).isTrue();
    }

    @Test
    void theIntervalIsStudentsOverLogarithms() {
        Pairs pairs = new Pairs();
        pairs.add(Math.exp(-0.1), 1);
        pairs.add(1, 1);
        pairs.add(Math.exp(0.1), 1);
        // sd 0.1, n 3, t(2, 0.975) = 4.302653: reach 0.248414
        assertThat(pairs.confidence().low()).isCloseTo(Math.exp(-0.248414), within(1e-5));
        assertThat(pairs.confidence().high()).isCloseTo(Math.exp(0.248414), within(1e-5));
        assertThat(pairs.medianRatio()).isEqualTo(1.0);
    }
}
