package dev.tare.controller.cli;

import dev.tare.controller.archive.ArchiveJson;
import dev.tare.controller.archive.ArchiveLayout;
import dev.tare.controller.archive.ArchiveWriter;
import dev.tare.controller.archive.ArchivedLab;
import dev.tare.controller.campaign.CampaignInput;
import dev.tare.controller.campaign.CampaignRun;
import dev.tare.controller.campaign.CampaignSettings;
import dev.tare.controller.campaign.Destination;
import dev.tare.controller.campaign.Outcome;
import dev.tare.controller.cli.progress.Progress;
import dev.tare.controller.cli.terminal.Terminal;
import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.Lab;
import dev.tare.controller.lab.gate.LabGate;
import dev.tare.controller.plan.Plan;
import dev.tare.controller.plan.Schedule;
import dev.tare.controller.report.Reporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * A campaign as a command runs it: progress and words on stderr, the archive's report on stdout.
 *
 * @param labFile where one was given
 */
record CampaignVisit(
        CommonOptions common,
        Optional<Path> labFile,
        Plan plan,
        Destination destination,
        CampaignSettings settings,
        boolean strict) {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    /** That of {@code --out}, or a new one below {@code runs/}. */
    static Path directory(ArchiveChoice archive, Plan plan) {
        return archive.directory()
                .orElseGet(() -> Path.of(
                        "runs", LocalDateTime.now(ZoneId.systemDefault()).format(STAMP) + "-" + plan.name()));
    }

    /** Refuses a directory that could not be used, before a lab is made or anybody is waited for. */
    static void checkDirectory(ArchiveChoice archive, Plan plan) throws IOException {
        // inside, it is another process's of the same command, which has looked
        if (!LabGate.isInside()) {
            ArchiveWriter.checkUnused(directory(archive, plan));
        }
    }

    /** Runs it in that lab, prints where the report is, and returns the exit code of the process. */
    int run(Lab lab) throws IOException, InterruptedException {
        Outcome outcome = measure(lab);
        if (outcome.end() != Outcome.End.REFUSED && Files.exists(new ArchiveLayout(destination.root()).journal())) {
            print(outcome);
        }
        return outcome.exitCode(strict).number();
    }

    /** Runs it in that lab, and prints nothing to stdout. */
    Outcome measure(Lab lab) throws IOException, InterruptedException {
        if (destination.resume()) {
            // of another lab the plan may say nothing, or something else
            ArchivedLab.of(destination.root()).check(lab);
        }
        Schedule schedule = Schedule.of(plan, lab);
        OutcomeTalk talk = new OutcomeTalk(common.err(), destination.root(), labFile);
        try (Progress progress = Progress.open(plan, schedule, common.streams(), Terminal.columns(System.getenv()))) {
            return new CampaignRun(Version.text(), lab, patience(lab), Reporter::write, progress.then(talk))
                    .run(CampaignInput.of(plan, schedule), destination);
        } catch (IOException e) {
            throw unwritable(destination.root(), talk, e);
        }
    }

    private CampaignSettings patience(Lab lab) {
        return lab.madeByTare() ? settings : settings.ofMachines();
    }

    /** A campaign that has ended for its archive's sake; what it has recorded is whole. */
    static TareException unwritable(Path root, OutcomeTalk talk, IOException why) {
        boolean begun = Files.exists(new ArchiveLayout(root).journal());
        return new TareException(
                ExitCode.PREFLIGHT,
                "the archive " + root + " cannot be written: " + ErrorTalk.why(why),
                begun
                        ? "make room, or mend what stands in the way, then go on with: " + talk.resume()
                        : "make room, or choose another directory with --out",
                why);
    }

    private void print(Outcome outcome) throws IOException {
        ArchiveLayout layout = new ArchiveLayout(destination.root());
        if (common.json()) {
            common.out().println(ArchiveJson.page().writeValueAsString(OutcomeJson.of(outcome, layout)));
        } else {
            common.out().println(layout.report());
        }
    }
}
