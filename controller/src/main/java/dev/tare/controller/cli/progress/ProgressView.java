package dev.tare.controller.cli.progress;

import dev.tare.common.units.Durations;
import dev.tare.controller.campaign.CampaignEvent;
import dev.tare.controller.campaign.CampaignListener;
import dev.tare.controller.plan.Plan;
import dev.tare.controller.plan.Schedule;
import dev.tare.controller.trial.TrialStatus;
import dev.tare.controller.trial.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows a campaign as it goes. Every trial that is over leaves a line where nobody can rewrite one; on a terminal only
 * those do that were not VALID, and the last line is rewritten by {@link #refresh}.
 */
final class ProgressView implements CampaignListener {

    private final TimeLeft timeLeft;
    private final Line line;
    private final ProgressText text;
    private final LongSupplier nanos;
    private final Map<String, String> reasons = new HashMap<>();
    private int number;
    private int done;
    private int trials;
    private String doing = "";
    private @Nullable Long startedNanos;

    ProgressView(Plan plan, Schedule schedule, Line line, boolean colour, LongSupplier nanos) {
        this.timeLeft = new TimeLeft(plan, schedule);
        this.trials = schedule.trials().size();
        this.line = line;
        this.text = new ProgressText(colour);
        this.nanos = nanos;
    }

    @Override
    public synchronized void on(CampaignEvent event) {
        switch (event) {
            case CampaignEvent.Started started -> started(started);
            case CampaignEvent.CellUnavailable cell -> unavailable(cell);
            case CampaignEvent.TrialStarted started -> {
                number = started.number();
                doing = started.trial().cell().id();
                startedNanos = nanos.getAsLong();
            }
            case CampaignEvent.StageReached reached ->
                doing = reached.trial().cell().id() + " " + ProgressText.stage(reached.stage());
            case CampaignEvent.TrialFinished finished -> finished(finished);
            case CampaignEvent.AgentLost lost ->
                line.say("the agent of the " + lost.side().word() + " is gone, waiting for it: " + lost.why());
            case CampaignEvent.AgentBack back ->
                line.say("the agent of the " + back.side().word() + " is back");
            case CampaignEvent.Waiting waiting -> line.say("waiting: " + waiting.why());
            case CampaignEvent.Interrupted interrupted -> line.say("interrupted: stopping and tearing down …");
            case CampaignEvent.Ended ended -> line.end();
        }
        if (!(event instanceof CampaignEvent.Ended)) {
            refresh();
        }
    }

    /** Brings the rewritten line up to date; does nothing where there is none. */
    synchronized void refresh() {
        if (line.isRewritten() && !line.isEnded()) {
            line.rewrite(ProgressText.bar(done, trials, doing, left(), line.columns()));
        }
    }

    private void started(CampaignEvent.Started started) {
        trials = started.trials();
        done = started.finishedBefore();
        number = done;
        String resumed = done > 0 ? ", " + done + " of them done before" : "";
        line.say(trials + " trials" + resumed + ", about " + Durations.about(left()));
    }

    /** A runtime that is not there takes all its cells with it: the reason is given with the first. */
    private void unavailable(CampaignEvent.CellUnavailable cell) {
        String id = cell.cell().id();
        String first = reasons.putIfAbsent(cell.reason(), id);
        if (first != null) {
            line.say("unavailable: " + id + ": for the same reason as " + first);
            return;
        }
        line.say("unavailable: " + id + ": " + cell.reason()
                + (cell.remedy().isEmpty() ? "" : "\n    what to do: " + cell.remedy()));
    }

    private void finished(CampaignEvent.TrialFinished finished) {
        number = finished.number();
        done = Math.max(done, number);
        startedNanos = null;
        timeLeft.learn(finished.trialRecord());
        boolean unavailable = finished.trialRecord().status() == TrialStatus.UNAVAILABLE;
        boolean valid = finished.trialRecord().status() == TrialStatus.COMPLETED
                && finished.trialRecord().verdict().level() == Verdict.Level.VALID;
        // an unavailable cell has been announced once; on a terminal the bar says what went well
        if (!unavailable && (!valid || !line.isRewritten())) {
            String left = number < trials ? "  " + Durations.about(left()) + " left" : "";
            String said = text.finished(number, trials, finished.trialRecord());
            int firstEnd = said.indexOf('\n') < 0 ? said.length() : said.indexOf('\n');
            line.say(said.substring(0, firstEnd) + (line.isRewritten() ? "" : left) + said.substring(firstEnd));
        }
    }

    private Duration left() {
        Long started = startedNanos;
        return timeLeft.after(number, started == null ? null : Duration.ofNanos(nanos.getAsLong() - started));
    }
}
