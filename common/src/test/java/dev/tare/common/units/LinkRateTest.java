package dev.tare.common.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LinkRateTest {

    @ParameterizedTest
    @CsvSource({
        "10GE, 10000000000, 10Gbit",
        "10Gbit, 10000000000, 10Gbit",
        "2.5gbit, 2500000000, 2.5Gbit",
        "100Mbit/s, 100000000, 100Mbit",
        "64kbit, 64000, 64kbit",
        "unlimited, 0, unlimited",
        "Unlimited, 0, unlimited"
    })
    void readsWhatPeopleWrite(String text, long bitsPerSecond, String shown) {
        LinkRate rate = LinkRate.parse(text);
        assertThat(rate.bitsPerSecond()).isEqualTo(bitsPerSecond);
        assertThat(rate).hasToString(shown);
        assertThat(LinkRate.parse(rate.toString())).isEqualTo(rate);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "-10Gbit", "10 Gbit", "fast", "0Gbit", "10GB", "1e9Gbit"})
    void refusesTheRest(String text) {
        assertThatThrownBy(() -> LinkRate.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isNeverNegative() {
        assertThatThrownBy(() -> new LinkRate(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
