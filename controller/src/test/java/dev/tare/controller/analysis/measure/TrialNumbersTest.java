package dev.tare.controller.analysis.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.analysis.summary.Analysis;
import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.SyntheticArchive;
import dev.tare.controller.archive.SyntheticTrial;
import dev.tare.controller.trial.Trial;
import dev.tare.controller.trial.TrialStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrialNumbersTest {

    @TempDir
    private Path root;

    @Test
    void startUpGoesFromTheCallToTheFirstWord() throws IOException {
        assertThat(numbers(TrialStatus.COMPLETED)).containsEntry(TrialNumbers.START_UP, 250e6);
    }

    @Test
    void whatNeverStartedHasNone() throws IOException {
        assertThat(numbers(TrialStatus.UNAVAILABLE)).doesNotContainKey(TrialNumbers.START_UP);
    }

    private Map<String, Double> numbers(TrialStatus status) throws IOException {
        SyntheticArchive archive = SyntheticArchive.empty(root);
        SyntheticTrial trial =
                new SyntheticTrial(new Trial(1, 1, SyntheticArchive.cell("runc", "host", "tcp-rr", "10GE")), 10_000, 1);
        trial.status = status;
        archive.add(trial);
        return Analysis.of(Archive.open(root)).trials().getFirst().numbers().values();
    }
}
