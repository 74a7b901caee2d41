package dev.tare.controller.cli;

import dev.tare.controller.campaign.CampaignEvent;
import dev.tare.controller.campaign.CampaignListener;
import dev.tare.controller.campaign.Outcome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Says how a campaign ended and what to do next. It listens, and is not called at the end, because after Ctrl-C the process
 * is gone as soon as the campaign has returned.
 */
record OutcomeTalk(PrintWriter err, Path archive) implements CampaignListener {

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
            case FINISHED -> lines.add("done: " + counts(outcome));
            case REFUSED -> lines.add("nothing was measured:");
            case INTERRUPTED -> lines.add("interrupted, all torn down: " + counts(outcome));
            case AGENT_LOST -> lines.add("an agent went away and did not come back: " + counts(outcome));
        }
        outcome.reasons().forEach(reason -> lines.add("  " + reason));
        if (outcome.notRun() > 0 && outcome.end() != Outcome.End.REFUSED) {
            lines.add(outcome.notRun() + " trials are left; go on with: tare run --resume " + archive);
        }
        return lines;
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
