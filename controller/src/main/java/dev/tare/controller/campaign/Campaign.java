package dev.tare.controller.campaign;

import dev.tare.controller.archive.ArchiveWriter;
import dev.tare.controller.archive.HostEnvironment;
import dev.tare.controller.archive.JournalLine;
import dev.tare.controller.archive.TrialFolder;
import dev.tare.controller.campaign.CampaignEvent.Ended;
import dev.tare.controller.campaign.Outcome.End;
import dev.tare.controller.clock.ControllerClock;
import dev.tare.controller.fleet.AgentException;
import dev.tare.controller.fleet.Fleet;
import dev.tare.controller.lab.Lab;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.Trial;
import dev.tare.controller.trial.TrialRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Runs a plan's trials in their order into an archive. A trial that fails is a result and the next one follows; an agent
 * that goes away is waited for, swept and used again. Runs once, in the caller's thread.
 */
public final class Campaign {

    private final CampaignInput input;
    private final Lab lab;
    private final Destination destination;
    private final Parts parts;

    /**
     * What a campaign works with.
     *
     * @param version of this program, for the journal
     * @param holder who asks, for the refusal that somebody else reads
     * @param assessors make who judges each trial
     * @param finisher makes what is derived, at the end
     */
    public record Parts(
            String version,
            String holder,
            Fleet fleet,
            ControllerClock clock,
            InstantSource wall,
            RandomGenerator random,
            CampaignSettings settings,
            Interruption interruption,
            Assessor.Source assessors,
            Finisher finisher,
            CampaignListener listener) {}

    public Campaign(CampaignInput input, Lab lab, Destination destination, Parts parts) {
        this.input = input;
        this.lab = lab;
        this.destination = destination;
        this.parts = parts;
    }

    /**
     * Runs what has no record yet.
     *
     * @throws dev.tare.controller.failure.TareException when the directory cannot be used
     * @throws IOException when the archive cannot be written; nothing is left running
     */
    public Outcome run() throws IOException, InterruptedException {
        Outcome outcome;
        CampaignSettings settings = parts.settings();
        try (Holds holds = new Holds(parts.holder(), settings.exclusive(), runtimes(), settings.describeLimit())) {
            outcome = runTrials(holds);
        }
        if (outcome.end() != End.REFUSED) {
            parts.finisher().finish(destination.root());
        }
        parts.listener().on(new Ended(outcome));
        return outcome;
    }

    private Outcome runTrials(Holds holds) throws IOException, InterruptedException {
        if (!destination.resume()) {
            ArchiveWriter.checkUnused(destination.root());
        }
        Preflight.Findings findings = preflight(holds).check();
        if (parts.interruption().isRequested()) {
            return new Tally(input.trials().size()).outcome(End.INTERRUPTED, List.of());
        }
        if (!findings.problems().isEmpty()) {
            return Outcome.refused(findings.problems(), input.trials().size());
        }
        try (ArchiveWriter archive = open()) {
            Map<Side, HostEnvironment> hosts = Environments.of(findings.descriptions());
            for (Map.Entry<Side, HostEnvironment> host : hosts.entrySet()) {
                archive.environment(host.getKey(), host.getValue());
            }
            Assessor assessor = parts.assessors().on(hosts);
            return new Course(archive, new Availabilities(findings.descriptions(), lab), assessor, holds).run();
        }
    }

    private ArchiveWriter open() throws IOException {
        if (destination.resume()) {
            return ArchiveWriter.resume(destination.root(), input.planDigest(), parts.version(), parts.wall());
        }
        JournalLine.Header header = new JournalLine.Header(
                JournalLine.SCHEMA_VERSION,
                input.name(),
                input.planDigest(),
                input.seed(),
                parts.version(),
                input.trials().size(),
                parts.wall().instant().toString());
        return ArchiveWriter.create(destination.root(), header, input.planText(), lab, parts.wall());
    }

    private Preflight preflight(Holds holds) {
        CampaignSettings settings = parts.settings();
        return new Preflight(lab, parts.fleet(), patience(settings.goneLimit(), settings.busyLimit()), holds);
    }

    private AgentPatience patience(Duration goneLimit, Duration busyLimit) {
        return new AgentPatience(parts.clock(), parts.interruption(), goneLimit, busyLimit, why -> {
            if (why.problem() == AgentException.Problem.BUSY) {
                parts.listener().on(new CampaignEvent.Waiting(why.words()));
            }
        });
    }

    private Set<String> runtimes() {
        return input.trials().stream()
                .flatMap(trial -> Arrays.stream(Side.values()).map(side -> Seat.of(trial.cell(), side)))
                .map(seat -> seat.runtime().name())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The way through the plan, with an open archive. */
    private final class Course {

        private final ArchiveWriter archive;
        private final Availabilities availabilities;
        private final Tally tally = new Tally(input.trials().size());
        private final Set<String> toldUnavailable = new HashSet<>();
        private final TrialRunner runner;
        private final AgentPatience patience;
        private final Holds holds;

        Course(ArchiveWriter archive, Availabilities availabilities, Assessor assessor, Holds holds) {
            this.archive = archive;
            this.availabilities = availabilities;
            CampaignSettings settings = parts.settings();
            this.runner = new TrialRunner(
                    parts.fleet(),
                    parts.clock(),
                    parts.wall(),
                    parts.random(),
                    input,
                    settings,
                    parts.interruption(),
                    new Orders(lab, parts.holder(), input, settings),
                    assessor);
            this.patience = patience(settings.returnLimit(), settings.returnLimit());
            this.holds = holds;
        }

        Outcome run() throws IOException, InterruptedException {
            Map<String, JournalLine.TrialLine> earlier = archive.earlierTrials();
            earlier.values().forEach(line -> tally.add(line.status(), line.verdict()));
            parts.listener().on(new CampaignEvent.Started(input.trials().size(), tally.finished()));
            int number = 0;
            for (Trial trial : input.trials()) {
                number++;
                JournalLine.TrialLine line = earlier.get(trial.folder());
                if (line != null && line.isFinished()) {
                    continue;
                }
                if (parts.interruption().isRequested()) {
                    return tally.outcome(End.INTERRUPTED, List.of());
                }
                List<String> losses = take(number, trial);
                if (parts.interruption().isRequested()) {
                    return tally.outcome(End.INTERRUPTED, List.of());
                }
                if (!losses.isEmpty()) {
                    return tally.outcome(End.AGENT_LOST, losses);
                }
            }
            return tally.outcome(End.FINISHED, List.of());
        }

        /** Returns why the campaign cannot go on after this trial; empty when it can. */
        private List<String> take(int number, Trial trial) throws IOException, InterruptedException {
            var unavailable = availabilities.of(trial.cell());
            if (unavailable.isPresent()) {
                tellUnavailable(trial, unavailable.get());
                commit(number, archive.begin(trial), runner.notRun(trial, unavailable.get()));
                return List.of();
            }
            parts.listener()
                    .on(new CampaignEvent.TrialStarted(number, input.trials().size(), trial));
            TrialFolder folder = archive.begin(trial);
            TrialRunner.Ran ran = runner.run(
                    trial, folder, stage -> parts.listener().on(new CampaignEvent.StageReached(trial, stage)));
            if (ran.unavailable() != null) {
                availabilities.learn(trial.cell(), ran.unavailable());
                tellUnavailable(trial, ran.unavailable());
            }
            commit(number, folder, ran.trialRecord());
            return recover(ran);
        }

        private void commit(int number, TrialFolder folder, TrialRecord trialRecord) throws IOException {
            archive.commit(number, folder, trialRecord);
            tally.add(trialRecord.status(), trialRecord.verdict().level());
            parts.listener()
                    .on(new CampaignEvent.TrialFinished(number, input.trials().size(), trialRecord));
        }

        private void tellUnavailable(Trial trial, Unavailable why) {
            if (toldUnavailable.add(trial.cell().id())) {
                parts.listener().on(new CampaignEvent.CellUnavailable(trial.cell(), why.reason(), why.remedy()));
            }
        }

        private List<String> recover(TrialRunner.Ran ran) {
            List<String> losses = new ArrayList<>();
            for (Side side : ran.lost()) {
                if (parts.interruption().isRequested()) {
                    break;
                }
                parts.listener()
                        .on(new CampaignEvent.AgentLost(
                                side, String.valueOf(ran.trialRecord().failure())));
                try {
                    var agent = parts.fleet().agent(side);
                    agent.redial();
                    var _ = patience.await(agent, holds::describe);
                    var _ = agent.sweep();
                    parts.listener().on(new CampaignEvent.AgentBack(side));
                } catch (AgentException e) {
                    losses.add(e.words());
                }
            }
            return losses;
        }
    }
}
