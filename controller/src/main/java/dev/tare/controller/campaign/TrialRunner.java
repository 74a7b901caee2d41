package dev.tare.controller.campaign;

import dev.tare.common.catalog.EngineKind;
import dev.tare.controller.archive.ArchivedTrial;
import dev.tare.controller.archive.DelimitedFile;
import dev.tare.controller.archive.TrialFolder;
import dev.tare.controller.campaign.CampaignEvent.Stage;
import dev.tare.controller.clock.ControllerClock;
import dev.tare.controller.fleet.Agent;
import dev.tare.controller.fleet.AgentException;
import dev.tare.controller.fleet.Fleet;
import dev.tare.controller.fleet.RawMessages;
import dev.tare.controller.fleet.Token;
import dev.tare.controller.timeline.Synchronies;
import dev.tare.controller.trial.ClockReading;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.Trial;
import dev.tare.controller.trial.TrialRecord;
import dev.tare.controller.trial.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes one trial through its steps: clocks, both sides, clocks again, verdict. Leaves its data in the trial's folder. */
final class TrialRunner {

    private static final Verdict NOT_JUDGED = new Verdict(Verdict.Level.INVALID, List.of(), List.of("not judged yet"));

    /** How many times as long the start is agreed on beforehand, where an agent or its probe does for the first time what that takes. */
    private static final int FIRST_LEAD = 4;

    private final Fleet fleet;
    private final ControllerClock clock;
    private final InstantSource wall;
    private final RandomGenerator random;
    private final CampaignInput input;
    private final CampaignSettings settings;
    private final Interruption interruption;
    private final Orders orders;
    private final Assessor assessor;
    private final TrialIds ids;

    /** Who has begun a trial of this campaign. */
    private final Set<Agent> practised = ConcurrentHashMap.newKeySet();

    TrialRunner(
            Fleet fleet,
            ControllerClock clock,
            InstantSource wall,
            RandomGenerator random,
            CampaignInput input,
            CampaignSettings settings,
            Interruption interruption,
            Orders orders,
            Assessor assessor) {
        this.fleet = fleet;
        this.clock = clock;
        this.wall = wall;
        this.random = random;
        this.input = input;
        this.settings = settings;
        this.interruption = interruption;
        this.orders = orders;
        this.assessor = assessor;
        this.ids = new TrialIds(random);
    }

    /**
     * A trial that was tried.
     *
     * @param unavailable set when it turned out that the cell cannot be measured here
     * @param lost agents that must be asked before their next trial
     * @param whyLost for people; empty where none is
     */
    record Ran(TrialRecord trialRecord, @Nullable Unavailable unavailable, List<Agent> lost, String whyLost) {}

    /** Those that it needs. */
    Collection<Agent> agents(Trial trial) {
        return fleet.between(trial.cell().pair()).values();
    }

    Ran run(Trial trial, TrialFolder folder, Consumer<Stage> stages) throws IOException, InterruptedException {
        String startedAt = wall.instant().toString();
        long startNanos = clock.nanos();
        String trialId = ids.of(trial);
        Map<Side, Agent> agents = fleet.between(trial.cell().pair());
        stages.accept(Stage.PREPARING);
        Clocks.Answers before =
                Clocks.ask(agents, Set.of(), settings.clockExchanges()).await();
        Map<Side, ClockReading> clocksBefore = before.readings();
        Map<Side, ClockReading> clocksAfter = Map.of();
        TrialCourse.Result result;
        long endNanos;
        if (before.failures().isEmpty()) {
            TrialClocks followed = TrialClocks.follow(agents, clock, longest());
            try {
                clocksBefore = followed.improve(clocksBefore);
                result = course(agents, stages, clocksBefore, followed)
                        .run(orders.of(trial, trialId, Token.random(random)), streams(folder));
                endNanos = clock.nanos();
                practised(agents, result);
            } finally {
                folder.writeClocks(followed.end());
                clocksAfter = followed.after();
            }
        } else {
            result = withoutClocks(before);
            endNanos = clock.nanos();
        }
        stages.accept(Stage.RECORDING);
        Clocks after = Clocks.ask(agents, result.lost(), settings.clockExchanges());
        folder.closeStreams();
        if (!trial.cell().engine().equals(EngineKind.BUILTIN)) {
            folder.writeEngineText();
        }
        Clocks.Answers afterAnswers = after.await();
        Set<Side> lost = EnumSet.noneOf(Side.class);
        lost.addAll(result.lost());
        lost.addAll(afterAnswers.failures().keySet());
        TrialRecord trialRecord = new TrialRecord(
                TrialRecord.SCHEMA_VERSION,
                trialId,
                trial,
                result.breakdown().status(),
                NOT_JUDGED,
                startedAt,
                result.breakdown().failure(),
                result.breakdown().remedy(),
                timing(startNanos, result.preparedNanos(), result.startAtNanos(), endNanos),
                clocksBefore,
                TrialClocks.better(afterAnswers.readings(), clocksAfter),
                null);
        trialRecord = trialRecord.judged(NOT_JUDGED, Synchronies.of(new ArchivedTrial(trialRecord, folder.path())));
        Unavailable unavailable = result.breakdown().whyUnavailable();
        Verdict verdict =
                unavailable == null ? assessor.assess(trialRecord, folder.path()) : NotRun.verdict(unavailable);
        return new Ran(
                trialRecord.judged(verdict, trialRecord.synchrony()),
                unavailable,
                agents.entrySet().stream()
                        .filter(agent -> lost.contains(agent.getKey()))
                        .map(Map.Entry::getValue)
                        .distinct()
                        .toList(),
                whyLost(trialRecord.failure(), afterAnswers.failures()));
    }

    /** A trial may be whole, and its agent be gone when it is asked for its clock once more. */
    private static String whyLost(@Nullable String failure, Map<Side, AgentException> afterwards) {
        return failure != null
                ? failure
                : afterwards.values().stream().map(AgentException::words).collect(Collectors.joining("; "));
    }

    /** The record of a trial that is not run, because its cell cannot be measured here. */
    TrialRecord notRun(Trial trial, Unavailable why) {
        long nowNanos = clock.nanos();
        return NotRun.trialRecord(
                ids.of(trial), trial, why, wall.instant().toString(), timing(nowNanos, null, null, nowNanos));
    }

    private TrialCourse course(
            Map<Side, Agent> agents, Consumer<Stage> stages, Map<Side, ClockReading> clocks, TrialClocks followed) {
        Duration usual = settings.startLead();
        Duration lead = practised.containsAll(agents.values()) ? usual : usual.multipliedBy(FIRST_LEAD);
        Start start = new Start(lead, clocks, followed::now);
        return new TrialCourse(agents, clock, settings, start, interruption, stages, followed::heardNanos);
    }

    /** An agent that was lost may come back as another process. */
    private void practised(Map<Side, Agent> agents, TrialCourse.Result result) {
        if (result.startAtNanos() != null) {
            practised.addAll(agents.values());
        }
        agents.entrySet().stream()
                .filter(agent -> result.lost().contains(agent.getKey()))
                .map(Map.Entry::getValue)
                .forEach(practised::remove);
    }

    /** Whatever happens in a trial, after it the agents are asked nothing more. */
    private Duration longest() {
        return settings.prepareLimit()
                .plus(input.warmup())
                .plus(input.duration())
                .plus(settings.teardownLimit())
                .plus(settings.stopLimit().multipliedBy(2));
    }

    private static TrialCourse.Result withoutClocks(Clocks.Answers before) {
        Breakdown breakdown = new Breakdown();
        before.failures().forEach((side, why) -> breakdown.failed(side, "agent-lost", why.words(), ""));
        return new TrialCourse.Result(breakdown, null, null, before.failures().keySet());
    }

    private static Map<Side, RawMessages> streams(TrialFolder folder) throws IOException {
        Map<Side, RawMessages> streams = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            DelimitedFile file = folder.stream(side);
            streams.put(side, file::append);
        }
        return streams;
    }

    private TrialRecord.Timing timing(
            long startNanos, @Nullable Long preparedNanos, @Nullable Long startAtNanos, long endNanos) {
        return new TrialRecord.Timing(
                startNanos,
                preparedNanos,
                startAtNanos,
                input.warmup().toNanos(),
                input.duration().toNanos(),
                input.interval().toNanos(),
                endNanos);
    }
}
