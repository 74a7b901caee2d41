package dev.tare.agent.runtime.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

final class OldestApiTest {

    @ParameterizedTest
    @ValueSource(strings = {"1.25", "1.41", "1.100", "2.0", "1.41.0"})
    void takesWhatIsNewEnough(String version) {
        assertThat(OldestApi.isNewerThan(version)).isFalse();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"1.24", "1.3", "0.99", "1", "x", "1.99999", "1.41; ls"})
    void refusesWhatIsOlderOrNoVersion(String version) {
        assertThat(OldestApi.isNewerThan(version)).isTrue();
    }
}
