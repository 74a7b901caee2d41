package dev.tare.controller.lab.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.ClockOffsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeNamespacesTest {

    private static final List<String> HOSTS = List.of("client", "server");
    private static final ClockOffsets OFFSET = ClockOffsets.of(HOSTS, Map.of("server", Duration.ofHours(1)));

    @ParameterizedTest
    @ValueSource(strings = {"6.1.0-32-amd64", "5.10.0", "4.19"})
    void anOldKernelIsSaidToBeOne(String release) {
        assertThatThrownBy(() -> TimeNamespaces.require(OFFSET, release))
                .isInstanceOf(TareException.class)
                .hasMessageContaining("Linux " + release);
        assertThatCode(() -> TimeNamespaces.require(ClockOffsets.of(HOSTS, Map.of()), release))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.2.0", "6.12.1-cloud-amd64", "7.0", "", "custom"})
    void anotherIsTaken(String release) {
        assertThatCode(() -> TimeNamespaces.require(OFFSET, release)).doesNotThrowAnyException();
    }
}
