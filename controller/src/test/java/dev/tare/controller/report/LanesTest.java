package dev.tare.controller.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.analysis.summary.Analysis;
import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.SyntheticArchive;
import dev.tare.controller.archive.SyntheticTrial;
import dev.tare.controller.trial.Trial;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LanesTest {

    @TempDir
    private Path root;

    @Test
    void aForeignEngineHasALaneOfItsOwn() throws IOException {
        Lanes lanes = lanes("iperf3");
        assertThat(lanes.lanes())
                .extracting(Lanes.Lane::title)
                .containsExactly(
                        "Controller",
                        "Client, agent",
                        "Client, probe",
                        "Client, engine",
                        "Server, agent",
                        "Server, probe");
        assertThat(lanes.lanes().get(3).bouts())
                .singleElement()
                .satisfies(bout -> assertThat(bout.name()).isEqualTo("iperf3"));
    }

    @Test
    void withoutOneThereIsNone() throws IOException {
        assertThat(lanes("").lanes()).hasSize(5).noneMatch(lane -> lane.title().contains("engine"));
    }

    private Lanes lanes(String program) throws IOException {
        Trial trial = new Trial(1, 1, SyntheticArchive.cell("runc", "bridge", "tcp-stream", "unlimited"));
        SyntheticTrial synthetic = new SyntheticTrial(trial, 4e9, 1);
        synthetic.program = program;
        SyntheticArchive.empty(root).add(synthetic);
        return Lanes.of(Analysis.of(Archive.open(root)).trials().getFirst());
    }
}
