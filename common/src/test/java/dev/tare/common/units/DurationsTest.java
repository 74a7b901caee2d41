package dev.tare.common.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "10s, 10000000000, 10s",
        "100ms, 100000000, 100ms",
        "1.5s, 1500000000, 1500ms",
        "2 min, 120000000000, 2min",
        "90s, 90000000000, 90s",
        "3600s, 3600000000000, 1h",
        "7us, 7000, 7us",
        "7µs, 7000, 7us",
        "1ns, 1, 1ns",
        "0s, 0, 0s",
        "-1s, -1000000000, -1s"
    })
    void readsAndWrites(String text, long nanos, String shown) {
        Duration duration = Durations.parse(text);
        assertThat(duration.toNanos()).isEqualTo(nanos);
        assertThat(Durations.format(duration)).isEqualTo(shown);
        assertThat(Durations.parse(shown)).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource({
        "10, lacks a unit",
        "10 parsecs, unknown unit",
        "ten seconds, write it like 10s",
        "s, write it like 10s",
        "1.5ns, too finely divided",
        "99999999999h, too large",
        "1e3s, write it like 10s"
    })
    void refusesTheRestInWords(String text, String words) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text)
                .hasMessageContaining(words);
    }

    @Test
    void tellsPeopleHowLong() {
        assertThat(Durations.about(Duration.ofMillis(44_600))).isEqualTo("45 s");
        assertThat(Durations.about(Duration.ofSeconds(200))).isEqualTo("3 min 20 s");
        assertThat(Durations.about(Duration.ofMinutes(3))).isEqualTo("3 min");
        assertThat(Durations.about(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
    }
}
