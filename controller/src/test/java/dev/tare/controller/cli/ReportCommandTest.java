package dev.tare.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.archive.SyntheticArchive;
import dev.tare.controller.archive.SyntheticTrial;
import dev.tare.controller.cli.terminal.Streams;
import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.trial.Trial;
import dev.tare.controller.trial.TrialStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ReportCommandTest {

    @TempDir
    private Path root;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void computesEverythingAgainAndSaysWhere() throws IOException {
        SyntheticArchive.demo(root, 1);
        assertThat(report(root.toString())).isEqualTo(ExitCode.DONE.number());
        assertThat(out.toString().strip()).isEqualTo(root.resolve("report.html").toString());
        assertThat(err.toString()).contains("24 VALID, 0 DEGRADED, 0 INVALID");
        assertThat(Files.readString(root.resolve("report.html"))).startsWith("<!DOCTYPE html>");
    }

    @Test
    void strictMindsUnavailableCells() throws IOException {
        SyntheticArchive.demo(root, 1);
        assertThat(report("--strict", root.toString())).isEqualTo(ExitCode.INVALID_TRIALS.number());
    }

    @Test
    void strictMindsBlocksThatACellWasNotRunIn() throws IOException {
        SyntheticArchive archive = SyntheticArchive.empty(root);
        for (int block = 1; block <= 2; block++) {
            SyntheticTrial trial = new SyntheticTrial(
                    new Trial(block, 1, SyntheticArchive.cell("docker", "bridge", "tcp-stream", "unlimited")),
                    4.4e9,
                    block);
            trial.status = block == 2 ? TrialStatus.UNAVAILABLE : TrialStatus.COMPLETED;
            trial.failure = block == 2 ? "client: no daemon" : null;
            archive.add(trial);
        }
        assertThat(report(root.toString())).isEqualTo(ExitCode.DONE.number());
        assertThat(err.toString()).contains("1 VALID, 0 DEGRADED, 0 INVALID, 1 not run");
        assertThat(report("--strict", root.toString())).isEqualTo(ExitCode.INVALID_TRIALS.number());
    }

    /** As the campaign itself does: it is run again by --resume. */
    @Test
    void anInterruptedTrialIsNotCounted() throws IOException {
        SyntheticArchive archive = SyntheticArchive.empty(root);
        for (int block = 1; block <= 2; block++) {
            SyntheticTrial trial = new SyntheticTrial(
                    new Trial(block, 1, SyntheticArchive.cell("native", "host", "tcp-stream", "unlimited")),
                    4.4e9,
                    block);
            trial.status = block == 2 ? TrialStatus.INTERRUPTED : TrialStatus.COMPLETED;
            archive.add(trial);
        }
        assertThat(report(root.toString())).isEqualTo(ExitCode.DONE.number());
        assertThat(err.toString()).contains("1 VALID, 0 DEGRADED, 0 INVALID, 1 interrupted");
        assertThat(Files.readString(root.resolve("report.html"))).contains("INTERRUPTED");
    }

    @Test
    void aFullDiskIsNoFaultOfTheProgram() throws IOException {
        SyntheticArchive.demo(root, 1);
        Files.createSymbolicLink(root.resolve("summary.json.new"), Path.of("/dev/full"));
        assertThat(report(root.toString())).isEqualTo(ExitCode.PREFLIGHT.number());
        assertThat(err.toString())
                .contains("what follows from " + root + " cannot be written: No space left on device")
                .contains("what to do: make room, then: tare report " + root)
                .doesNotContain("internal error");
    }

    @Test
    void invalidTrialsAreSaidByTheExitCode() throws IOException {
        SyntheticArchive.demo(root, 3);
        assertThat(report(root.toString())).isEqualTo(ExitCode.INVALID_TRIALS.number());
    }

    @Test
    void aTrialThatWasLostIsNamedAndSaidByTheExitCode() throws IOException {
        SyntheticArchive.demo(root, 1);
        Path trials = root.resolve("trials");
        Files.writeString(
                root.resolve("journal.ndjson"),
                "{\"kind\":\"trial\",\"folder\":\"001-001-native-host-tcp-stream-10ge\"}\n"
                        + "{\"kind\":\"trial\",\"folder\":\"001-002-runc-host-tcp-stream-10ge\"}\n{\"kind\":\"tri",
                StandardOpenOption.APPEND);
        Path lost = trials.resolve("001-001-native-host-tcp-stream-10ge/trial.json");
        Path cut = trials.resolve("001-002-runc-host-tcp-stream-10ge/trial.json");
        Path empty = trials.resolve("001-003-native-bridge-tcp-stream-10ge/trial.json");
        Path half = trials.resolve("001-004-runc-bridge-tcp-stream-10ge/trial.json");
        String whole = Files.readString(cut);
        Files.delete(lost);
        Files.writeString(cut, whole.substring(0, whole.length() / 2));
        Files.writeString(empty, "null");
        Files.writeString(half, "{\"trial_id\":\"t\",\"clocks_before\":{},\"clocks_after\":{}}");
        assertThat(report(root.toString())).isEqualTo(ExitCode.INVALID_TRIALS.number());
        assertThat(err.toString())
                .contains("20 VALID, 0 DEGRADED, 0 INVALID")
                .contains("damaged: " + root.relativize(lost) + ": it is not there, and the journal tells of it")
                .contains("damaged: " + root.relativize(cut) + ": Unexpected end-of-input")
                .contains("damaged: " + root.relativize(empty) + ": it holds null")
                .contains("damaged: " + root.relativize(half) + ": ")
                .doesNotContain("journal.ndjson");
    }

    @Test
    void whatIsNoArchiveIsBadUsage() {
        assertThat(report(root.toString())).isEqualTo(ExitCode.USAGE.number());
        assertThat(err.toString()).contains("is not an archive").contains("what to do:");
    }

    private int report(String... arguments) {
        String[] line = new String[arguments.length + 1];
        line[0] = "report";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        return CommandLines.execute(Streams.plain(new PrintWriter(out), new PrintWriter(err)), line);
    }
}
