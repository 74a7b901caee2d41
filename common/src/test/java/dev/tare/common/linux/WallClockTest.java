package dev.tare.common.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WallClockTest {

    @Test
    void theKernelTells() {
        WallClock clock = WallClock.read().orElseThrow();
        // NTP_PHASE_LIMIT of the kernel: where nobody disciplines the clock its error has grown to 16 s
        assertThat(clock.maximumErrorMicros()).isBetween(0L, 16_000_000L);
        assertThat(clock.estimatedErrorMicros()).isBetween(0L, 16_000_000L);
    }
}
