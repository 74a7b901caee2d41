package dev.tare.common.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SharesTest {

    @ParameterizedTest
    @CsvSource({"0%, 0", "0.1%, 1000", "1%, 10000", "0.0001%, 1", "100%, 1000000", "12.5%, 125000"})
    void readsAndWrites(String text, long partsPerMillion) {
        assertThat(Shares.parse(text)).isEqualTo(partsPerMillion);
        assertThat(Shares.format(partsPerMillion)).isEqualTo(text);
    }

    @Test
    void noneNeedsNoSign() {
        assertThat(Shares.parse("0")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0.1", "1", "-1%", "0.00001%", "%", "1e3%", "1 %"})
    void refusesTheRest(String text) {
        assertThatThrownBy(() -> Shares.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
