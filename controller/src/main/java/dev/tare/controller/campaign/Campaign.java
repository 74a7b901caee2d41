package dev.tare.controller.campaign;

import dev.tare.controller.archive.ArchiveLayout;
import dev.tare.controller.archive.ArchiveWriter;
import dev.tare.controller.archive.ArchivedHosts;
import dev.tare.controller.archive.ArchivedLab;
import dev.tare.controller.archive.HostEnvironment;
import dev.tare.controller.archive.Journal;
import dev.tare.controller.archive.JournalLine;
import dev.tare.controller.campaign.CampaignEvent.Ended;
import dev.tare.controller.campaign.Outcome.End;
import dev.tare.controller.clock.ControllerClock;
import dev.tare.controller.fleet.AgentException;
import dev.tare.controller.fleet.Fleet;
import dev.tare.controller.lab.Lab;
import dev.tare.controller.trial.Chosen;
import dev.tare.controller.trial.Side;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
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
    private boolean isArchiveOpen;
    private boolean isEndTold;

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
        parts.interruption().onRequest(() -> tell(new CampaignEvent.Interrupted()));
        try (Holds holds = new Holds(
                parts.holder(), settings.exclusive(), runtimes(), settings.describeLimit(), parts.interruption())) {
            outcome = runTrials(holds);
        }
        // before the report: that of a long campaign takes seconds, and whoever interrupted it does not wait for ever
        tell(new Ended(outcome));
        if (isArchiveOpen) {
            parts.finisher().finish(destination.root());
        }
        return outcome;
    }

    private Outcome runTrials(Holds holds) throws IOException, InterruptedException {
        if (destination.resume()) {
            ArchivedLab.of(destination.root()).check(lab);
        } else {
            ArchiveWriter.checkUnused(destination.root());
        }
        Preflight.Findings findings = preflight(holds).check();
        if (parts.interruption().isRequested()) {
            return recorded().outcome(End.INTERRUPTED, List.of());
        }
        if (!findings.problems().isEmpty()) {
            return Outcome.refused(findings.problems(), input.trials().size());
        }
        Map<String, HostEnvironment> hosts = Environments.of(findings.descriptions());
        if (destination.resume()) {
            ArchivedHosts.of(destination.root()).check(hosts);
        }
        try (ArchiveWriter archive = open()) {
            isArchiveOpen = true;
            for (Map.Entry<String, HostEnvironment> host : hosts.entrySet()) {
                archive.environment(host.getKey(), host.getValue());
            }
            Assessor assessor = parts.assessors().on(hosts);
            return course(archive, new Availabilities(findings.descriptions(), lab), assessor, holds)
                    .run(sideBySide(hosts));
        }
    }

    /** What an earlier run of the archive did. */
    private Tally recorded() throws IOException {
        Tally tally = new Tally(input.trials().size());
        if (destination.resume()) {
            tally.addAll(Journal.read(new ArchiveLayout(destination.root()).journal())
                    .trials()
                    .values());
        }
        return tally;
    }

    private Course course(ArchiveWriter archive, Availabilities availabilities, Assessor assessor, Holds holds) {
        CampaignSettings settings = parts.settings();
        TrialRunner runner = new TrialRunner(
                parts.fleet(),
                parts.clock(),
                parts.wall(),
                parts.random(),
                input,
                settings,
                parts.interruption(),
                new Orders(lab, parts.holder(), input, settings),
                assessor);
        AgentPatience patience = patience(settings.returnLimit(), settings.heldLimit());
        return new Course(
                input,
                archive,
                availabilities,
                runner,
                patience,
                holds,
                ArchivedHosts.of(destination.root()),
                parts.interruption(),
                this::tell);
    }

    /** Hosts that Tare made on one machine disturb each other unless each has CPUs of its own. */
    private boolean sideBySide(Map<String, HostEnvironment> hosts) {
        if (!input.sideBySide() || !lab.madeByTare()) {
            return input.sideBySide();
        }
        List<Integer> cpus = hosts.values().stream()
                .flatMap(host -> host.allowedCpus().stream())
                .toList();
        boolean apart = cpus.stream().distinct().count() == cpus.size();
        if (!apart) {
            tell(new CampaignEvent.OneAtATime("hosts of this lab share CPUs, so pairs would disturb each other"));
        }
        return apart;
    }

    /** After the end there is nothing to tell: an interrupt that comes while the report is written stops no trial. */
    private synchronized void tell(CampaignEvent event) {
        if (!isEndTold) {
            isEndTold = event instanceof Ended;
            parts.listener().on(event);
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
        return new Preflight(
                lab, parts.fleet().agents(hosts()), patience(settings.goneLimit(), settings.busyLimit()), holds);
    }

    private AgentPatience patience(Duration goneLimit, Duration busyLimit) {
        Duration describeLimit = parts.settings().describeLimit();
        return new AgentPatience(parts.clock(), parts.interruption(), goneLimit, busyLimit, describeLimit, why -> {
            if (why.problem() == AgentException.Problem.BUSY) {
                tell(new CampaignEvent.Waiting(why.words()));
            }
        });
    }

    /** Of all trials; nobody else in the lab is asked for anything. */
    private Set<String> hosts() {
        return input.trials().stream()
                .flatMap(trial -> trial.cell().pair().hosts().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private Set<Chosen> runtimes() {
        return input.trials().stream()
                .flatMap(trial -> Arrays.stream(Side.values()).map(side -> Seat.of(trial.cell(), side)))
                .map(Seat::runtime)
                .collect(Collectors.toUnmodifiableSet());
    }
}
