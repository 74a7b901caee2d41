package dev.tare.controller.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.common.clock.Exchange;
import dev.tare.controller.trial.ClockExchanges;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.Trial;
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

    @Test
    void whatTheAgentsHeardFromEachOtherLiesBeside() throws IOException {
        ClockExchanges all = new ClockExchanges(
                Map.of(Side.CLIENT, List.of(new Exchange(1, 2, 3, 4))), List.of(new Exchange(5, 6, 7, 8)));
        new TrialFolder(new ArchiveLayout(directory), directory).writeClocks(all);

        SyntheticTrial any = new SyntheticTrial(
                new Trial(1, 1, SyntheticArchive.cell("runc", "bridge", "tcp-stream", "unlimited")), 1, 1);
        assertThat(new ArchivedTrial(any.toRecord(), directory).exchanges()).isEqualTo(all);
        Files.delete(directory.resolve("clocks-direct.csv"));
        assertThat(new ArchivedTrial(any.toRecord(), directory).exchanges())
                .isEqualTo(new ClockExchanges(all.byController(), List.of()));
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
