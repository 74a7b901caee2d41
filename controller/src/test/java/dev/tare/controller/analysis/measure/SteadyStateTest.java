package dev.tare.controller.analysis.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SteadyStateTest {

    private static final int INTERVALS = 60;

    private final Random random = new Random(11);

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 12, 25})
    void aSlowBeginningIsLeftOut(int slow) {
        int left = SteadyState.leftOut(values(INTERVALS, i -> i < slow ? 0.7 : 1));

        assertThat(left).isBetween(slow, slow + 4);
    }

    @Test
    void aRampIsLeftOutButForItsVeryEnd() {
        assertThat(SteadyState.leftOut(values(INTERVALS, i -> Math.min(1, 0.5 + i / 20.0))))
                .isBetween(7, 14);
    }

    @Test
    void whatIsNotSteadyBeforeHalfOfItIsNotToldToBe() {
        assertThat(SteadyState.leftOut(values(INTERVALS, i -> i < 40 ? 0.5 : 1)))
                .isEqualTo(-1);
        assertThat(SteadyState.leftOut(values(INTERVALS, i -> 1 + i / 10.0))).isEqualTo(-1);
    }

    @Test
    void ofFewNothingIsTold() {
        assertThat(SteadyState.leftOut(values(19, i -> 1))).isEqualTo(-1);
    }

    private double[] values(int count, IntToDoubleFunction level) {
        return IntStream.range(0, count)
                .mapToDouble(i -> 1e9 * level.applyAsDouble(i) * (1 + 0.01 * random.nextGaussian()))
                .toArray();
    }
}
