package dev.tare.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.campaign.CampaignEvent;
import dev.tare.controller.campaign.Outcome;
import dev.tare.controller.campaign.Outcome.End;
import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.failure.TareException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutcomeTalkTest {

    private static final Outcome INTERRUPTED = new Outcome(End.INTERRUPTED, List.of(), 1, 0, 0, 0, 0, 2);

    @TempDir
    private Path folder;

    @Test
    void theAdviceNamesTheLabFile() throws IOException {
        Path archive = archive("run");
        assertThat(said(archive, Optional.of(Path.of("lab.yaml")), INTERRUPTED))
                .contains("2 trials are left; go on with: tare run --resume " + archive + " --lab lab.yaml\n");
        assertThat(said(archive, Optional.empty(), INTERRUPTED)).doesNotContain("--lab");
    }

    @Test
    void theAdviceCanBeCopied() throws IOException {
        Path archive = archive("a run");
        assertThat(said(archive, Optional.of(Path.of("it's.yaml")), INTERRUPTED))
                .contains("--resume '" + archive + "' --lab 'it'\\''s.yaml'\n");
    }

    @Test
    void whereThereIsNoArchiveThereIsNothingToGoOnWith() {
        assertThat(said(folder.resolve("none"), Optional.empty(), INTERRUPTED))
                .contains("interrupted, all torn down")
                .doesNotContain("--resume");
    }

    @Test
    void whatWasUnavailableCanBeTriedAgain() throws IOException {
        Path archive = archive("run");
        assertThat(said(archive, Optional.empty(), new Outcome(End.FINISHED, List.of(), 1, 0, 0, 0, 2, 0)))
                .contains("done: 1 VALID, 2 not run", "tried again by: tare run --resume " + archive);
        assertThat(said(archive, Optional.empty(), new Outcome(End.FINISHED, List.of(), 0, 0, 0, 0, 2, 0)))
                .contains("nothing was measured: 2 not run")
                .doesNotContain("done");
    }

    @Test
    void anArchiveThatCannotBeWrittenIsNamedWithWhatToDo() throws IOException {
        Path archive = archive("run");
        OutcomeTalk talk =
                new OutcomeTalk(new PrintWriter(new StringWriter()), archive, Optional.of(Path.of("lab.yaml")));
        TareException full = CampaignVisit.unwritable(archive, talk, new IOException("No space left on device"));
        assertThat(full.exitCode()).isEqualTo(ExitCode.PREFLIGHT);
        assertThat(full).hasMessage("the archive " + archive + " cannot be written: No space left on device");
        assertThat(full.remedy()).contains("go on with: tare run --resume " + archive + " --lab lab.yaml");
        assertThat(CampaignVisit.unwritable(folder.resolve("none"), talk, new IOException("No space left on device"))
                        .remedy())
                .contains("--out");
    }

    private Path archive(String name) throws IOException {
        Path archive = Files.createDirectory(folder.resolve(name));
        Files.writeString(archive.resolve("journal.ndjson"), "");
        return archive;
    }

    private static String said(Path archive, Optional<Path> lab, Outcome outcome) {
        StringWriter text = new StringWriter();
        new OutcomeTalk(new PrintWriter(text), archive, lab).on(new CampaignEvent.Ended(outcome));
        return text.toString();
    }
}
