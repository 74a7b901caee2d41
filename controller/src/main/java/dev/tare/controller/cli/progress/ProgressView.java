package dev.tare.controller.cli.progress;

import dev.tare.common.units.Durations;
import dev.tare.controller.campaign.CampaignEvent;
import dev.tare.controller.campaign.CampaignListener;
import dev.tare.controller.plan.Plan;
import dev.tare.controller.plan.Schedule;
import dev.tare.controller.trial.Trial;
import dev.tare.controller.trial.TrialStatus;
import dev.tare.controller.trial.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

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
    /** Numbers of the trials that are over, from 1. */
    private final Set<Integer> over = new HashSet<>();
    /** Since when the others have been running, by number. */
    private final Map<Integer, Long> startedNanos = new HashMap<>();

    private int trials;
    private String doing = "";
    private boolean sideBySide;

    ProgressView(Plan plan, Schedule schedule, Line line, boolean colour, LongSupplier nanos) {
        this.timeLeft = new TimeLeft(plan, schedule);
        this.sideBySide = plan.sideBySide();
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
                startedNanos.put(started.number(), nanos.getAsLong());
                doing = doing(started.trial());
            }
            case CampaignEvent.StageReached reached ->
                doing = doing(reached.trial()) + " " + ProgressText.stage(reached.stage());
            case CampaignEvent.TrialFinished finished -> finished(finished);
            case CampaignEvent.AgentLost lost ->
                line.say("the agent of host " + lost.host() + " is gone, waiting for it: " + lost.why());
            case CampaignEvent.AgentBack back -> line.say("the agent of host " + back.host() + " is back");
            case CampaignEvent.Waiting waiting -> line.say("waiting: " + waiting.why());
            case CampaignEvent.OneAtATime alone -> {
                sideBySide = false;
                line.say("one trial at a time: " + alone.why());
            }
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
            line.rewrite(ProgressText.bar(over.size(), trials, doing, left(), line.columns()));
        }
    }

    private void started(CampaignEvent.Started started) {
        trials = started.trials();
        over.addAll(started.finishedBefore());
        int done = over.size();
        String resumed = done > 0 ? ", " + done + " of them done before" : "";
        line.say(trials + " trials" + resumed + ", about " + Durations.about(left()));
    }

    /** A runtime that is not there takes all its cells with it: the reason is given with the first. */
    private void unavailable(CampaignEvent.CellUnavailable cell) {
        String id = cell.cell().id();
        String first = reasons.putIfAbsent(cell.reason(), id);
        String what = cell.measuredBefore() ? "no longer available, tried again in each block: " : "unavailable: ";
        if (first != null) {
            line.say(what + id + ": for the same reason as " + first);
            return;
        }
        line.say(what + id + ": " + cell.reason()
                + (cell.remedy().isEmpty() ? "" : "\n    what to do: " + cell.remedy()));
    }

    private void finished(CampaignEvent.TrialFinished finished) {
        int number = finished.number();
        over.add(number);
        startedNanos.remove(number);
        timeLeft.learn(finished.trialRecord());
        boolean unavailable = finished.trialRecord().status() == TrialStatus.UNAVAILABLE;
        boolean valid = finished.trialRecord().status() == TrialStatus.COMPLETED
                && finished.trialRecord().verdict().level() == Verdict.Level.VALID;
        // an unavailable cell has been announced once; on a terminal the bar says what went well
        if (!unavailable && (!valid || !line.isRewritten())) {
            String left = over.size() < trials ? "  " + Durations.about(left()) + " left" : "";
            String said = text.finished(number, trials, finished.trialRecord());
            int firstEnd = said.indexOf('\n') < 0 ? said.length() : said.indexOf('\n');
            line.say(said.substring(0, firstEnd) + (line.isRewritten() ? "" : left) + said.substring(firstEnd));
        }
    }

    /** With how many others run beside it. */
    private String doing(Trial trial) {
        int others = startedNanos.size() - 1;
        return (others > 0 ? "(and " + others + " beside) " : "") + trial.cell().id();
    }

    private Duration left() {
        Map<Integer, Duration> running = new HashMap<>();
        startedNanos.forEach((number, since) -> running.put(number, Duration.ofNanos(nanos.getAsLong() - since)));
        return timeLeft.after(over, running, sideBySide);
    }
}
