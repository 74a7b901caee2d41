package dev.tare.controller.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.clock.Exchange;
import dev.tare.controller.trial.ClockExchanges;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

        assertThat(ClockFile.read(file)).isEqualTo(new ClockFile.Content(exchanges, List.of()));
        assertThat(ClockFile.read(directory.resolve("none.csv")).exchanges()).isEmpty();
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
    @ValueSource(strings = {"client,1,2,3", "client,1,2,3,x", "nobody,1,2,3,4", ""})
    void aBrokenLineIsNamedAndWhatCameBeforeIsKept(String line) throws IOException {
        Path file = Files.writeString(
                directory.resolve("clocks.csv"), "header\nclient,1,2,3,4\n" + line + "\nclient,5,6,7,8\n");

        ClockFile.Content content = ClockFile.read(file);
        assertThat(content.exchanges()).isEqualTo(Map.of(Side.CLIENT, List.of(new Exchange(1, 2, 3, 4))));
        assertThat(content.defects()).singleElement().asString().startsWith("clocks.csv:3: ");
    }

    @Test
    void aNumberThatWasCutIsNotBelieved() throws IOException {
        byte[] whole = ClockFile.of(Map.of(Side.CLIENT, List.of(new Exchange(1, 2, 3, 4), new Exchange(5, 6, 7, 812))));
        Path file = directory.resolve("clocks.csv");
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            ClockFile.Content content = ClockFile.read(file);
            boolean betweenLines = length > 0 && whole[length - 1] == '\n';
            assertThat(content.defects()).as("%d bytes", length).hasSize(betweenLines ? 0 : 1);
            assertThat(content.exchanges().getOrDefault(Side.CLIENT, List.of()))
                    .as("%d bytes", length)
                    .doesNotContain(new Exchange(5, 6, 7, 8), new Exchange(5, 6, 7, 81));
        }
    }
}
