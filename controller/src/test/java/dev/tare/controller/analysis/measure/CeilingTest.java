package dev.tare.controller.analysis.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CeilingTest {

    private static final double MIB = 1024.0 * 1024.0;

    @Test
    void tenGigabitEthernetCarries1122MiB() {
        assertThat(Ceiling.goodputBytesPerSecond(10_000_000_000L, 1500, 0).orElseThrow() / MIB)
                .isCloseTo(1122.3, within(0.05));
        assertThat(Ceiling.goodputBytesPerSecond(10_000_000_000L, 1500, 0).orElseThrow() * 8)
                .isCloseTo(9.415e9, within(1e6));
    }

    @Test
    void jumboFramesCarryMore() {
        assertThat(Ceiling.goodputBytesPerSecond(10_000_000_000L, 9000, 0).orElseThrow() * 8)
                .isCloseTo(9.900e9, within(1e6));
    }

    @Test
    void anUnlimitedLinkHasNone() {
        assertThat(Ceiling.goodputBytesPerSecond(0, 1500, 0)).isEmpty();
    }

    /** 10 Gb/s × 1398 / 1538: the tunnel's 50 bytes go from the segment, not from the frame. */
    @Test
    void aTunnelTakesItsHeadersFromTheSegment() {
        assertThat(Ceiling.goodputBytesPerSecond(10_000_000_000L, 1500, 50).orElseThrow() * 8)
                .isCloseTo(9.090e9, within(0.001e9));
    }
}
