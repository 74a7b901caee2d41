package dev.tare.agent.runtime.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.agent.process.UnavailableException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FirecrackerVersionTest {

    @ParameterizedTest
    @CsvSource({"1.8.0, Firecracker 1.8.0", "1.13.1, Firecracker 1.13.1", "2.0.0-dev, Firecracker 2.0.0-dev"})
    void isReadFromWhatItSays(String version, String told) throws IOException {
        FirecrackerVersion read = FirecrackerVersion.in(
                "Firecracker v" + version + "\n\nSupported snapshot data format versions: v4.0.0\n");
        assertThat(read).hasToString(told);
        read.requireNewEnough();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.25.2", "1.0.0", "1.7.0"})
    void anOldOneIsRefusedWithTheReason(String version) throws IOException {
        FirecrackerVersion old = FirecrackerVersion.in("Firecracker v" + version + "\n");
        assertThatThrownBy(old::requireNewEnough)
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        why -> assertThat(why.remedy()).contains("Firecracker 1.8.0"))
                .hasMessageContaining(version + " is too old");
    }

    @Test
    void anotherProgramIsNone() {
        assertThatThrownBy(() -> FirecrackerVersion.in("Usage: firecracker\u0007 game\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not tell Firecracker's version but: Usage");
    }
}
