package dev.tare.controller.campaign;

import dev.tare.controller.archive.ArchiveWriter;
import dev.tare.controller.archive.ArchivedHosts;
import dev.tare.controller.archive.JournalLine;
import dev.tare.controller.archive.TrialFolder;
import dev.tare.controller.campaign.CampaignEvent.CellUnavailable;
import dev.tare.controller.campaign.CampaignEvent.StageReached;
import dev.tare.controller.campaign.CampaignEvent.TrialFinished;
import dev.tare.controller.campaign.CampaignEvent.TrialStarted;
import dev.tare.controller.campaign.Outcome.End;
import dev.tare.controller.fleet.AgentException;
import dev.tare.controller.plan.Turns;
import dev.tare.controller.plan.Turns.Turn;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Trial;
import dev.tare.controller.trial.TrialRecord;
import dev.tare.controller.trial.TrialStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The way through a plan, with an open archive. Its own thread writes the journal and says whose turn it is; each trial has a
 * thread of its own. Used once.
 */
final class Course {

    private final CampaignInput input;
    private final ArchiveWriter archive;
    private final Availabilities availabilities;
    private final TrialRunner runner;
    private final AgentPatience patience;
    private final Holds holds;
    private final Recovery recovery;
    private final Interruption interruption;
    private final CampaignListener listener;
    private final Tally tally;
    private final Map<String, JournalLine.TrialLine> earlier;
    private final Set<String> measured = new HashSet<>();
    private final Set<String> toldUnavailable = new HashSet<>();
    private final List<String> losses = new ArrayList<>();

    /** @param listener may be called by several threads */
    Course(
            CampaignInput input,
            ArchiveWriter archive,
            Availabilities availabilities,
            TrialRunner runner,
            AgentPatience patience,
            Holds holds,
            ArchivedHosts hosts,
            Interruption interruption,
            CampaignListener listener) {
        this.input = input;
        this.archive = archive;
        this.availabilities = availabilities;
        this.runner = runner;
        this.patience = patience;
        this.holds = holds;
        this.recovery = new Recovery(patience, holds, hosts, interruption, listener);
        this.interruption = interruption;
        this.listener = listener;
        this.tally = new Tally(input.trials().size());
        this.earlier = archive.earlierTrials();
    }

    /** What a thread brings back. */
    private sealed interface Back {

        /** A trial that was begun and is not written down yet. */
        record Begun(Turn turn, TrialFolder folder, TrialRunner.Ran ran) implements Back {}

        /**
         * A turn whose agents are in nobody's hands any more.
         *
         * @param losses why the campaign cannot go on, in sentences; empty where it can
         */
        record Over(Turn turn, List<String> losses) implements Back {}
    }

    Outcome run(boolean sideBySide) throws IOException, InterruptedException {
        List<JournalLine.TrialLine> before = earlier.values().stream()
                .filter(JournalLine.TrialLine::isFinished)
                .toList();
        tally.addAll(before);
        before.forEach(line -> measured.add(line.cell()));
        listener.on(new CampaignEvent.Started(
                input.trials().size(),
                before.stream().map(JournalLine.TrialLine::number).collect(Collectors.toUnmodifiableSet())));
        Turns turns = new Turns(left(), sideBySide);
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("tare-trial-", 1).factory())) {
            try {
                take(turns, new ExecutorCompletionService<>(threads));
            } catch (IOException | InterruptedException | RuntimeException broken) {
                threads.shutdownNow();
                throw broken;
            }
        }
        if (interruption.isRequested()) {
            return tally.outcome(End.INTERRUPTED, List.of());
        }
        return losses.isEmpty() ? tally.outcome(End.FINISHED, List.of()) : tally.outcome(End.AGENT_LOST, losses);
    }

    private List<Turn> left() {
        List<Turn> left = new ArrayList<>();
        int number = 0;
        for (Trial trial : input.trials()) {
            number++;
            JournalLine.TrialLine line = earlier.get(trial.folder());
            if (line == null || !line.isFinished()) {
                left.add(new Turn(number, trial));
            }
        }
        return left;
    }

    private void take(Turns turns, CompletionService<Back> trials) throws IOException, InterruptedException {
        while (true) {
            Optional<Turn> turn = mayGoOn() ? turns.next() : Optional.empty();
            if (turn.isPresent()) {
                begin(turn.get(), turns, trials);
            } else if (turns.running() > 0) {
                switch (result(trials)) {
                    case Back.Begun begun -> finish(begun, turns, trials);
                    case Back.Over(Turn over, List<String> why) -> {
                        losses.addAll(why);
                        turns.over(over);
                    }
                }
            } else {
                return;
            }
        }
    }

    private boolean mayGoOn() {
        return losses.isEmpty() && !interruption.isRequested();
    }

    private void begin(Turn turn, Turns turns, CompletionService<Back> trials) throws IOException {
        Trial trial = turn.trial();
        var unavailable = availabilities.of(trial.cell());
        if (unavailable.isPresent()) {
            tellUnavailable(trial, unavailable.get());
            notRun(turn, runner.notRun(trial, unavailable.get()));
            turns.over(turn);
            return;
        }
        listener.on(new TrialStarted(turn.number(), input.trials().size(), trial));
        TrialFolder folder = archive.begin(trial);
        trials.submit(() -> {
            try (Holds.OfTrial _ = holds.takeForTrial(runner.agents(trial), patience)) {
                return new Back.Begun(
                        turn,
                        folder,
                        runner.run(trial, folder, stage -> listener.on(new StageReached(turn.number(), trial, stage))));
            } catch (AgentException notToBeHad) {
                // nothing was done for it: who goes on with the archive does it
                return new Back.Over(turn, List.of(notToBeHad.words()));
            }
        });
    }

    private static Back result(CompletionService<Back> trials) throws IOException, InterruptedException {
        try {
            return trials.take().get();
        } catch (ExecutionException failed) {
            @Nullable Throwable cause = failed.getCause();
            switch (cause) {
                case IOException unwritable -> throw unwritable;
                case InterruptedException interrupted -> throw interrupted;
                case RuntimeException broken -> throw broken;
                case null, default -> throw new IllegalStateException("a trial's thread failed", failed);
            }
        }
    }

    private void finish(Back.Begun begun, Turns turns, CompletionService<Back> trials) throws IOException {
        TrialRunner.Ran ran = begun.ran();
        Turn turn = begun.turn();
        Cell cell = turn.trial().cell();
        if (ran.unavailable() != null) {
            // what could be used before may come back: a daemon died, and is started again
            if (!measured.contains(cell.id())) {
                availabilities.learn(cell, ran.unavailable());
            }
            tellUnavailable(turn.trial(), ran.unavailable());
        } else if (ran.trialRecord().status() != TrialStatus.INTERRUPTED) {
            measured.add(cell.id());
        }
        commit(turn, begun.folder(), ran.trialRecord());
        if (ran.lost().isEmpty() || !mayGoOn()) {
            turns.over(turn);
        } else {
            // a host may take minutes to boot: what is between others goes on meanwhile
            trials.submit(() -> new Back.Over(turn, recovery.of(ran)));
        }
    }

    /** An earlier run's record of the same stays: going on with an archive where nothing is left does not make it longer. */
    private void notRun(Turn turn, TrialRecord trialRecord) throws IOException {
        JournalLine.TrialLine before = earlier.get(turn.trial().folder());
        boolean known = before != null
                && before.status() == TrialStatus.UNAVAILABLE
                && Objects.equals(before.failure(), trialRecord.failure());
        if (known) {
            tell(turn, trialRecord);
        } else {
            commit(turn, archive.begin(turn.trial()), trialRecord);
        }
    }

    private void commit(Turn turn, TrialFolder folder, TrialRecord trialRecord) throws IOException {
        archive.commit(turn.number(), folder, trialRecord);
        tell(turn, trialRecord);
    }

    private void tell(Turn turn, TrialRecord trialRecord) {
        tally.add(trialRecord.status(), trialRecord.verdict().level());
        listener.on(new TrialFinished(turn.number(), input.trials().size(), trialRecord));
    }

    private void tellUnavailable(Trial trial, Unavailable why) {
        if (toldUnavailable.add(trial.cell().id())) {
            listener.on(new CellUnavailable(
                    trial.cell(),
                    why.reason(),
                    why.remedy(),
                    measured.contains(trial.cell().id())));
        }
    }
}
