package dev.tare.common.clock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BoundsTest {

    @Test
    void boundsAreAddedExactly() {
        assertThat(Bounds.sum()).isZero();
        assertThat(Bounds.sum(7, 0, 35)).isEqualTo(42);
        assertThat(Bounds.sum(Bounds.MOST_NANOS - 1, 1)).isEqualTo(Bounds.MOST_NANOS);
    }

    @Test
    void whatLiesFartherThanNumbersGoEndsAtTheMost() {
        assertThat(Bounds.sum(Long.MAX_VALUE, Long.MAX_VALUE, 5)).isEqualTo(Bounds.MOST_NANOS);
        assertThat(Bounds.sum(1, Bounds.MOST_NANOS)).isEqualTo(Bounds.MOST_NANOS);
    }
}
