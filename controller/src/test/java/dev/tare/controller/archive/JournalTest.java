package dev.tare.controller.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tare.controller.failure.TareException;
import dev.tare.controller.trial.TrialStatus;
import dev.tare.controller.trial.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {

    private static final JournalLine.Header HEADER =
            new JournalLine.Header(1, "demo", "sha256:ab", 42, "0.1.0", 3, "2026-01-01T00:00:00Z");

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("journal.ndjson");
    }

    @Test
    void readsBackWhatWasAppended() throws IOException {
        write(HEADER, line("001-001-a", TrialStatus.COMPLETED));

        Journal journal = Journal.read(file);

        assertThat(journal.header()).isEqualTo(HEADER);
        assertThat(journal.lines()).containsExactly(HEADER, line("001-001-a", TrialStatus.COMPLETED));
        assertThat(journal.soundBytes()).isEqualTo(Files.size(file));
        assertThat(Files.readString(file)).contains("\"kind\":\"trial\"").contains("\"trial_id\"");
    }

    @Test
    void theLastWordOnATrialCounts() throws IOException {
        write(HEADER, line("001-001-a", TrialStatus.INTERRUPTED), line("001-001-a", TrialStatus.COMPLETED));

        assertThat(Journal.read(file).trials().values()).singleElement().matches(JournalLine.TrialLine::isFinished);
    }

    @Test
    void whatWasInterruptedOrImpossibleIsNotFinished() {
        assertThat(line("a", TrialStatus.FAILED).isFinished()).isTrue();
        assertThat(line("a", TrialStatus.COMPLETED).isFinished()).isTrue();
        assertThat(line("a", TrialStatus.UNAVAILABLE).isFinished()).isFalse();
        assertThat(line("a", TrialStatus.INTERRUPTED).isFinished()).isFalse();
    }

    @Test
    void aTornLastLineIsIgnoredAndCutOff() throws IOException {
        write(HEADER, line("001-001-a", TrialStatus.COMPLETED));
        Files.writeString(file, "{\"kind\":\"trial\",\"numb", StandardOpenOption.APPEND);

        Journal torn = Journal.read(file);
        try (JournalWriter writer = JournalWriter.open(file, torn.soundBytes())) {
            writer.append(line("001-002-b", TrialStatus.COMPLETED));
        }

        assertThat(torn.lines()).hasSize(2);
        assertThat(Journal.read(file).trials()).containsOnlyKeys("001-001-a", "001-002-b");
    }

    @Test
    void aBrokenLineInTheMiddleIsNamed() throws IOException {
        write(HEADER);
        Files.writeString(file, "not json\n", StandardOpenOption.APPEND);

        TareException broken = catchThrowableOfType(TareException.class, () -> Journal.read(file));

        assertThat(broken).hasMessageContaining("journal.ndjson:2:");
    }

    @Test
    void withoutAHeaderThereIsNothingToResume() throws IOException {
        Files.writeString(file, "{\"kind\":\"camp");

        TareException broken = catchThrowableOfType(TareException.class, () -> Journal.read(file));

        assertThat(broken).hasMessageContaining("header");
    }

    private void write(JournalLine... lines) throws IOException {
        try (JournalWriter writer = JournalWriter.open(file, 0)) {
            for (JournalLine line : lines) {
                writer.append(line);
            }
        }
    }

    private static JournalLine.TrialLine line(String folder, TrialStatus status) {
        return new JournalLine.TrialLine(
                1,
                1,
                folder,
                1,
                1,
                "a",
                "t1-001-001",
                status,
                Verdict.Level.VALID,
                List.of(),
                null,
                "2026-01-01T00:00:00Z",
                "2026-01-01T00:00:01Z");
    }
}
