package dev.tare.controller.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.clock.Offset;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ClockReadingTest {

    private static final long WALL = 1_790_000_000_000_000_000L;

    private final ClockReading rough = new ClockReading(5_000_000, new Offset(70, 900, 20), WALL);
    private final ClockReading fine = new ClockReading(8_000_000, new Offset(71, 3, 40));

    @Test
    void theBetterKnownCountsAndTheWallClockIsKept() {
        ClockReading better = new ClockReading(8_000_000, new Offset(71, 3, 40), WALL + 3_000_000);

        assertThat(rough.better(fine)).isEqualTo(better);
        assertThat(fine.better(rough)).isEqualTo(better);
    }

    @Test
    void whatNobodyToldIsNotKnown() {
        assertThat(fine.better(new ClockReading(0, new Offset(70, 900, 20))).wallUnixNanos())
                .isNull();
    }

    @Test
    void aReadingIsWorthLessLater() {
        long laterNanos = Duration.ofSeconds(6).toNanos();

        ClockReading later = rough.at(rough.atNanos() + laterNanos);

        assertThat(later)
                .isEqualTo(new ClockReading(
                        rough.atNanos() + laterNanos, new Offset(70, 900 + 6_000_000, 20), WALL + laterNanos));
        assertThat(fine.at(0).wallUnixNanos()).isNull();
    }
}
