package dev.tare.controller.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tare.controller.analysis.summary.NotRun;
import dev.tare.controller.analysis.summary.Summary;
import dev.tare.controller.archive.SyntheticArchive;
import dev.tare.controller.archive.SyntheticTrial;
import dev.tare.controller.trial.Trial;
import dev.tare.controller.trial.TrialStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cell whose runtime went away in mid-campaign. */
final class NotRunTest {

    @TempDir
    private Path root;

    @Test
    void whatIsMissingFromACellIsTold() throws IOException {
        SyntheticArchive archive = SyntheticArchive.empty(root);
        for (int block = 1; block <= 5; block++) {
            archive.add(trial(block, block <= 2));
        }

        Summary.CellSummary cell = Reporter.write(root).cells().getFirst();

        assertThat(cell.status()).isEqualTo("measured");
        assertThat(cell.reason()).isNull();
        assertThat(cell.counts()).isEqualTo(new Summary.Counts(2, 0, 0));
        assertThat(cell.notRun()).isEqualTo(3);
        assertThat(cell.notRunReasons()).containsExactly(new NotRun("client: no daemon", "start dockerd", 3));
        assertThat(Files.readString(root.resolve("report.html")))
                .contains("3 of 5 trials could not be run: client: no daemon; what to do: start dockerd")
                .doesNotContain("None: every trial that was run is VALID")
                .doesNotContain("Cells that could not be measured here");
        assertThat(Files.readString(root.resolve("tables/cells.csv")))
                .contains("invalid,not_run,not_run_reasons,metric")
                .contains(",2,0,0,3,client: no daemon,");
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(Path.of("..", "docs", "schema", "summary.schema.json")))
                        .validate(Files.readString(root.resolve("summary.json")), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void ofAWholeCellNothingIsSaidTwice() throws IOException {
        SyntheticArchive archive = SyntheticArchive.empty(root);
        archive.add(trial(1, false));

        Summary.CellSummary cell = Reporter.write(root).cells().getFirst();

        assertThat(cell.status()).isEqualTo("unavailable");
        assertThat(cell.notRun()).isEqualTo(1);
        assertThat(Files.readString(root.resolve("report.html")))
                .contains("Cells that could not be measured here")
                .doesNotContain("trials could not be run");
    }

    private static SyntheticTrial trial(int block, boolean run) {
        SyntheticTrial it = new SyntheticTrial(
                new Trial(block, 1, SyntheticArchive.cell("docker", "bridge", "tcp-stream", "unlimited")),
                4.4e9,
                block);
        if (!run) {
            it.status = TrialStatus.UNAVAILABLE;
            it.failure = "client: no daemon";
            it.remedy = "start dockerd";
        }
        return it;
    }
}
