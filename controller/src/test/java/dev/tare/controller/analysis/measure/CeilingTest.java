package dev.tare.controller.analysis.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CeilingTest {

    private static final double MIB = 1024.0 * 1024.0;

    @Test
    void tenGigabitEthernetCarries1122MiB() {
        assertThat(Ceiling.goodputBytesPerSecond(10_000_000_000L, 1500).orElseThrow() / MIB)
                .isCloseTo(1122.3, within(0.05));
        assertThat(Ceiling.goodputBytesPerSecond(10_000_000_000L, 1500).orElseThrow() * 8)
                .isCloseTo(9.415e9, within(1e6));
    }

    @Test
    void jumboFramesCarryMore() {
        assertThat(Ceiling.goodputBytesPerSecond(10_000_000_000L, 9000).orElseThrow() * 8)
                .isCloseTo(9.900e9, within(1e6));
    }

    @Test
    void anUnlimitedLinkHasNone() {
        assertThat(Ceiling.goodputBytesPerSecond(0, 1500)).isEmpty();
    }
}
