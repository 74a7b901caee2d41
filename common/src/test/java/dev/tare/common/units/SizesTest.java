package dev.tare.common.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SizesTest {

    @ParameterizedTest
    @CsvSource({
        "128KiB, 131072, 128KiB",
        "1MiB, 1048576, 1MiB",
        "2048KiB, 2097152, 2MiB",
        "1GiB, 1073741824, 1GiB",
        "1MB, 1000000, 1000000B",
        "1kB, 1000, 1000B",
        "64, 64, 64B",
        "64B, 64, 64B",
        "1.5KiB, 1536, 1536B",
        "0, 0, 0B"
    })
    void readsAndWrites(String text, long bytes, String shown) {
        assertThat(Sizes.parse(text)).isEqualTo(bytes);
        assertThat(Sizes.format(bytes)).isEqualTo(shown);
        assertThat(Sizes.parse(shown)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "KiB", "128kib", "0.3B", "99999999999999999GiB", "1 2", "0x10"})
    void refusesTheRest(String text) {
        assertThatThrownBy(() -> Sizes.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
