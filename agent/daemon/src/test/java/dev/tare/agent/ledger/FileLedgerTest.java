package dev.tare.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileLedgerTest {

    @TempDir
    Path state;

    @Test
    void aSuccessorFindsWhatWasOpenWithItsAmendments() throws IOException {
        try (FileLedger ledger = FileLedger.open(state)) {
            Entry link = ledger.record("t1", "link", "tare1", Map.of("a", "1"));
            ledger.record("t1", "netns", "tare-x", Map.of());
            ledger.amend(link, Map.of("b", "2"));
            ledger.strike(ledger.record("t1", "process", "probe", Map.of()));
        }
        try (FileLedger ledger = FileLedger.open(state)) {
            assertThat(ledger.open()).extracting(Entry::name).containsExactly("tare1", "tare-x");
            assertThat(ledger.open().getFirst().details()).isEqualTo(Map.of("a", "1", "b", "2"));
            assertThat(ledger.problems()).isEmpty();
            assertThat(ledger.record("t2", "link", "tare2", Map.of()).id()).isGreaterThan(2);
        }
    }

    /** As with a daemon that trials share. */
    @Test
    void theFileStaysSmallAlsoWhereSomethingIsOpenAllTheTime() throws IOException {
        try (FileLedger ledger = FileLedger.open(state)) {
            ledger.record("agent", "daemon-process", "dockerd", Map.of());
            for (int trial = 0; trial < 2_000; trial++) {
                ledger.strike(ledger.record("t" + trial, "link", "tare1", Map.of("text", "x".repeat(500))));
            }
            assertThat(Files.size(state.resolve(FileLedger.FILE_NAME))).isLessThan(300 * 1024);
            assertThat(ledger.open()).extracting(Entry::name).containsExactly("dockerd");
        }
        try (FileLedger ledger = FileLedger.open(state)) {
            assertThat(ledger.open()).extracting(Entry::name).containsExactly("dockerd");
        }
    }

    @Test
    void afterAnOrderlyEndTheFileSaysWhatIsLeft() throws IOException {
        Path file = state.resolve(FileLedger.FILE_NAME);
        try (FileLedger ledger = FileLedger.open(state)) {
            ledger.strike(ledger.record("t1", "link", "tare1", Map.of()));
            ledger.record("t1", "netns", "tare-x", Map.of());
        }
        assertThat(file).content().contains("tare-x").doesNotContain("tare1");
        try (FileLedger ledger = FileLedger.open(state)) {
            ledger.strike(ledger.open().getFirst());
        }
        assertThat(file).isEmptyFile();
    }

    /** Who tries again has to find it. */
    @Test
    void whatCouldNotBeStruckIsStillOpen() throws IOException {
        FileLedger ledger = FileLedger.open(state);
        Entry link = ledger.record("t1", "link", "tare1", Map.of());
        ledger.close();
        assertThatThrownBy(() -> ledger.strike(link)).isInstanceOf(UncheckedIOException.class);
        assertThat(ledger.open()).containsExactly(link);
    }

    @Test
    void anInterruptedThreadDoesNotCloseTheFileForOthers() throws IOException {
        try (FileLedger ledger = FileLedger.open(state)) {
            Thread.currentThread().interrupt();
            ledger.record("t1", "cgroup", "tare/1", Map.of());
            assertThat(Thread.interrupted()).isTrue();
            ledger.record("t1", "process", "probe", Map.of());
        }
        try (FileLedger ledger = FileLedger.open(state)) {
            assertThat(ledger.open()).extracting(Entry::name).containsExactly("tare/1", "probe");
        }
    }

    @Test
    void aTornLastLineIsLeftOutWithoutAWord() throws IOException {
        try (FileLedger ledger = FileLedger.open(state)) {
            ledger.record("t1", "link", "tare1", Map.of());
        }
        append("{\"op\":\"record\",\"id\":2,\"trial_id\":\"t1\",\"ki");
        try (FileLedger ledger = FileLedger.open(state)) {
            assertThat(ledger.open()).hasSize(1);
            assertThat(ledger.problems()).isEmpty();
            ledger.record("t1", "link", "tare2", Map.of());
        }
        try (FileLedger ledger = FileLedger.open(state)) {
            assertThat(ledger.open()).hasSize(2);
        }
    }

    @Test
    void anyOtherBadLineIsAProblemAndTheFileIsKept() throws IOException {
        Files.createDirectories(state);
        append("""
                nonsense
                {"op":"strike","id":9}
                {"op":"record","id":1,"trial_id":"t1","kind":"link","name":"tare1","details":{}}
                """);
        try (FileLedger ledger = FileLedger.open(state)) {
            assertThat(ledger.problems()).hasSize(2).allMatch(problem -> problem.startsWith("ledger line "));
            assertThat(ledger.open()).extracting(Entry::name).containsExactly("tare1");
        }
        assertThat(Files.readString(state.resolve("ledger.ndjson.damaged"))).startsWith("nonsense");
    }

    @Test
    void twoAgentsNeverShareALedger() throws IOException {
        try (FileLedger ledger = FileLedger.open(state)) {
            assertThat(ledger.open()).isEmpty();
            assertThatThrownBy(() -> FileLedger.open(state))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another agent");
        }
        try (FileLedger ledger = FileLedger.open(state)) {
            assertThat(ledger.open()).isEqualTo(List.of());
        }
    }

    @Test
    void afterTheFenceNothingIsMade() throws IOException {
        try (FileLedger ledger = FileLedger.open(state)) {
            FencedLedger fenced = new FencedLedger(ledger);
            fenced.record("t1", "link", "tare1", Map.of());
            fenced.close();
            assertThatThrownBy(() -> fenced.record("t1", "link", "tare2", Map.of()))
                    .hasMessageContaining("being torn down");
            assertThat(ledger.open()).hasSize(1);
        }
    }

    private void append(String text) throws IOException {
        Files.writeString(
                state.resolve(FileLedger.FILE_NAME), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
