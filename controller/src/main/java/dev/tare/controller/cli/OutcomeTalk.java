package dev.tare.controller.cli;

import dev.tare.controller.archive.ArchiveLayout;
import dev.tare.controller.campaign.CampaignEvent;
import dev.tare.controller.campaign.CampaignListener;
import dev.tare.controller.campaign.Outcome;
import dev.tare.controller.failure.CommandText;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says how a campaign ended and what to do next. It listens, and is not called at the end, because after Ctrl-C the process
 * is gone as soon as the campaign has returned.
 *
 * @param lab the lab file, where one was given
 */
record OutcomeTalk(PrintWriter err, Path archive, Optional<Path> lab) implements CampaignListener {

    @Override
    public void on(CampaignEvent event) {
        if (event instanceof CampaignEvent.Ended ended) {
            lines(ended.outcome()).forEach(line -> err.println("tare: " + line));
            err.flush();
        }
    }

    private List<String> lines(Outcome outcome) {
        List<String> lines = new ArrayList<>();
        switch (outcome.end()) {
            case FINISHED ->
                lines.add((outcome.isAllUnavailable() ? "nothing was measured: " : "done: ") + counts(outcome));
            case REFUSED -> lines.add("nothing was measured:");
            case INTERRUPTED -> lines.add("interrupted, all torn down: " + counts(outcome));
            case AGENT_LOST -> lines.add("an agent went away and did not come back as it was: " + counts(outcome));
        }
        outcome.reasons().forEach(reason -> lines.add("  " + reason));
        // there is none yet when it is interrupted early
        if (outcome.end() != Outcome.End.REFUSED && Files.exists(new ArchiveLayout(archive).journal())) {
            if (outcome.notRun() > 0) {
                lines.add(outcome.notRun() + " trials are left; go on with: " + resume());
            } else if (outcome.unavailable() > 0) {
                lines.add("what could not be run is tried again by: " + resume());
            }
        }
        return lines;
    }

    /** The command that goes on with the archive. */
    String resume() {
        List<String> words = new ArrayList<>(List.of("tare", "run", "--resume", archive.toString()));
        lab.ifPresent(file -> words.addAll(List.of("--lab", file.toString())));
        return CommandText.of(words);
    }

    private static String counts(Outcome outcome) {
        List<String> counts = new ArrayList<>();
        add(counts, outcome.valid(), "VALID");
        add(counts, outcome.degraded(), "DEGRADED");
        add(counts, outcome.invalid(), "INVALID");
        add(counts, outcome.failed(), "failed");
        add(counts, outcome.unavailable(), "not run because their cell is unavailable");
        return counts.isEmpty() ? "no trials" : String.join(", ", counts);
    }

    private static void add(List<String> counts, int count, String what) {
        if (count > 0) {
            counts.add(count + " " + what);
        }
    }
}
