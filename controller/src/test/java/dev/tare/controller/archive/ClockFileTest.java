package dev.tare.controller.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.common.clock.Exchange;
import dev.tare.controller.trial.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClockFileTest {

    @TempDir
    private Path directory;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Map<Side, List<Exchange>> exchanges = Map.of(
                Side.CLIENT, List.of(new Exchange(1, -2, 3, 4), new Exchange(5, Long.MAX_VALUE, Long.MIN_VALUE, 8)),
                Side.SERVER, List.of(new Exchange(9, 10, 11, 12)));
        Path file = Files.write(directory.resolve("clocks.csv"), ClockFile.of(exchanges));

        assertThat(ClockFile.read(file)).isEqualTo(exchanges);
        assertThat(ClockFile.read(directory.resolve("none.csv"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"client,1,2,3", "client,1,2,3,x", "nobody,1,2,3,4"})
    void aBrokenLineIsNamed(String line) throws IOException {
        Path file = Files.writeString(directory.resolve("clocks.csv"), "header\n" + line + "\n");

        assertThatThrownBy(() -> ClockFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("clocks.csv:2: ");
    }
}
