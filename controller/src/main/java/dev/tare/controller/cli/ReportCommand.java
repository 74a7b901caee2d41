package dev.tare.controller.cli;

import dev.tare.controller.analysis.summary.Summary;
import dev.tare.controller.archive.ArchiveJson;
import dev.tare.controller.archive.ArchiveLayout;
import dev.tare.controller.failure.CommandText;
import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.failure.TareException;
import dev.tare.controller.report.Reporter;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Computes summary.json, tables/ and report.html again, from an archive's raw data alone. */
@Command(
        name = "report",
        addMethodSubcommands = false,
        header = "Compute summary, tables and report of an archive again, from its raw data.",
        description = {
            "Verdicts, statistics and figures are derived anew; the same archive gives the same bytes.",
            "Prints the report's path, or with --json the summary."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tare report runs/2026-11-23        writes report.html, summary.json and tables/ there",
            "  tare report --json runs/2026-11-23 the summary on stdout as well"
        })
final class ReportCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "DIR", description = "The archive.")
    private Path directory = Path.of(".");

    @Option(
            names = "--strict",
            description = "Exit with 4 also when trials were not run because something was unavailable.")
    private boolean strict;

    @Override
    public Integer call() throws IOException {
        Summary summary = write(directory);
        if (common.json()) {
            common.out().println(ArchiveJson.page().writeValueAsString(summary));
        } else {
            common.out().println(new ArchiveLayout(directory).report());
        }
        Summary.Counts counts = summary.run().counts();
        int notRun =
                summary.cells().stream().mapToInt(Summary.CellSummary::notRun).sum();
        long interrupted =
                summary.run().trialsRecorded() - counts.valid() - counts.degraded() - counts.invalid() - notRun;
        common.err()
                .println(counts.valid() + " VALID, " + counts.degraded() + " DEGRADED, " + counts.invalid() + " INVALID"
                        + (interrupted == 0 ? "" : ", " + interrupted + " interrupted")
                        + (notRun == 0 ? "" : ", " + notRun + " not run because something was unavailable"));
        summary.run().defects().forEach(defect -> common.err().println("tare: the archive is damaged: " + defect));
        boolean damaged = !summary.run().defects().isEmpty();
        return counts.invalid() > 0 || damaged || (strict && notRun > 0)
                ? ExitCode.INVALID_TRIALS.number()
                : ExitCode.DONE.number();
    }

    private static Summary write(Path root) throws IOException {
        try {
            return Reporter.write(root);
        } catch (NotDirectoryException | NoSuchFileException e) {
            throw new TareException(
                    ExitCode.USAGE,
                    root + " is not an archive: it has no plan.yaml, journal.ndjson or trials in it",
                    "name the directory that tare run or tare demo wrote, e.g. one under runs/",
                    e);
        } catch (AccessDeniedException e) {
            throw e; // whose name says it all
        } catch (IOException e) {
            throw new TareException(
                    ExitCode.PREFLIGHT,
                    "what follows from " + root + " cannot be written: " + ErrorTalk.why(e),
                    "make room, then: " + CommandText.of(List.of("tare", "report", root.toString())),
                    e);
        }
    }
}
