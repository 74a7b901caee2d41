package dev.tare.controller.campaign;

import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Trial;
import dev.tare.controller.trial.TrialRecord;

/** What happens in a campaign, for progress. */
public sealed interface CampaignEvent {

    /**
     * The preflight is done, trials begin.
     *
     * @param trials of the whole plan
     * @param finishedBefore of those, done by an earlier run of the same archive
     */
    record Started(int trials, int finishedBefore) implements CampaignEvent {}

    /** None of this cell's trials will run; said once a cell. */
    record CellUnavailable(Cell cell, String reason, String remedy) implements CampaignEvent {}

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
