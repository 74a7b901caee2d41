package dev.tare.controller.campaign;

import dev.tare.common.text.Printable;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Trial;
import dev.tare.controller.trial.TrialRecord;
import java.util.Set;

/** What happens in a campaign, for progress. */
public sealed interface CampaignEvent {

    /**
     * The preflight is done, trials begin.
     *
     * @param trials of the whole plan
     * @param finishedBefore of those, the places in the plan's order, from 1, of what an earlier run of the same archive did
     */
    record Started(int trials, Set<Integer> finishedBefore) implements CampaignEvent {

        public Started {
            finishedBefore = Set.copyOf(finishedBefore);
        }
    }

    /**
     * A cell cannot be measured; said once a cell.
     *
     * @param measuredBefore false when none of its trials will run; true when some were, and each of the others will be tried
     */
    record CellUnavailable(Cell cell, String reason, String remedy, boolean measuredBefore) implements CampaignEvent {

        /** In words that can be shown: an agent may hand on what a runtime said. */
        public CellUnavailable {
            reason = Printable.of(reason);
            remedy = Printable.of(remedy);
        }
    }

    /**
     * A trial begins.
     *
     * @param number its place in the plan's order, from 1, skipped ones counted
     */
    record TrialStarted(int number, int trials, Trial trial) implements CampaignEvent {}

    /**
     * A trial came to its next stage.
     *
     * @param number its place in the plan's order, from 1
     */
    record StageReached(int number, Trial trial, Stage stage) implements CampaignEvent {}

    /**
     * A trial is over and in the journal; also said of each trial that was not run because its cell is unavailable.
     *
     * @param number its place in the plan's order, from 1, skipped ones counted
     */
    record TrialFinished(int number, int trials, TrialRecord trialRecord) implements CampaignEvent {}

    /** An agent is not there any more; the campaign waits for it for a while. */
    record AgentLost(String host, String why) implements CampaignEvent {}

    record AgentBack(String host) implements CampaignEvent {}

    /** Somebody else has an agent, and this campaign waits until it is free. */
    record Waiting(String why) implements CampaignEvent {}

    /** The plan allows that trials run side by side, and here they do not. */
    record OneAtATime(String why) implements CampaignEvent {}

    /** Ctrl-C was heard: the running trial is being stopped. */
    record Interrupted() implements CampaignEvent {}

    /** All is torn down and recorded; what is derived from it, the report, is written after this. The last event. */
    record Ended(Outcome outcome) implements CampaignEvent {}

    /** Stages of a trial. */
    enum Stage {
        /** Clocks are read, both sides attach, launch and connect. */
        PREPARING,
        /** Both sides have agreed on an instant; warm-up and the measured window follow. */
        MEASURING,
        /** Both sides have said that they are done; verdict and journal follow. */
        RECORDING
    }
}
