package dev.tare.controller.campaign;

import dev.tare.controller.campaign.CampaignEvent.Stage;
import dev.tare.controller.clock.ControllerClock;
import dev.tare.controller.fleet.Agent;
import dev.tare.controller.fleet.AgentException;
import dev.tare.controller.fleet.RawMessages;
import dev.tare.controller.fleet.TrialEnding;
import dev.tare.controller.fleet.TrialOrder;
import dev.tare.controller.trial.Side;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A trial from set-up to both sides' last word: what is said to whom, and when it has taken too long. One thread runs it;
 * what the agents say comes through a queue. Used once.
 */
final class TrialCourse {

    /** How often an interruption, a limit or a silence is looked for. */
    private static final Duration LOOK = Duration.ofMillis(50);

    private final ControllerClock clock;
    private final CampaignSettings settings;
    private final Start start;
    private final Interruption interruption;
    private final Consumer<Stage> stages;
    private final Function<Side, OptionalLong> clockAnswers;
    private final BlockingQueue<Happening> happenings = new LinkedBlockingQueue<>();
    private final Map<Side, Conversation> conversations = new EnumMap<>(Side.class);
    private final Breakdown breakdown = new Breakdown();
    private final Limit limit;
    private Phase phase = Phase.PREPARING;
    private @Nullable Long preparedNanos;
    private @Nullable Long startAtNanos;
    private @Nullable IOException unwritable;

    private enum Phase {
        PREPARING,
        RUNNING,
        STOPPING,
        GIVEN_UP
    }

    /**
     * What became of it.
     *
     * @param lost sides whose agent must be asked before the next trial
     */
    record Result(
            Breakdown breakdown,
            @Nullable Long preparedNanos,
            @Nullable Long startAtNanos,
            Set<Side> lost) {}

    /**
     * @param start of both sides, when they are prepared
     * @param clockAnswers when a side's agent last answered a question for its clock, on the controller's
     */
    TrialCourse(
            Map<Side, Agent> agents,
            ControllerClock clock,
            CampaignSettings settings,
            Start start,
            Interruption interruption,
            Consumer<Stage> stages,
            Function<Side, OptionalLong> clockAnswers) {
        this.clock = clock;
        this.settings = settings;
        this.start = start;
        this.interruption = interruption;
        this.stages = stages;
        this.clockAnswers = clockAnswers;
        this.limit = new Limit(clock, LOOK);
        agents.forEach(
                (side, agent) -> conversations.put(side, new Conversation(side, agent, clock, settings, happenings)));
    }

    Result run(Map<Side, TrialOrder> orders, Map<Side, RawMessages> raw) throws IOException, InterruptedException {
        limit.in(settings.prepareLimit().plus(settings.stopLimit()));
        orders.forEach((side, order) -> of(side).open(order, take(raw, side)));
        while (all().stream().anyMatch(side -> !side.isOver())) {
            for (Happening happening : awaitHappenings()) {
                take(happening);
                startWhenPrepared(take(orders, Side.CLIENT).times());
            }
            look();
        }
        if (unwritable != null) {
            throw unwritable;
        }
        Set<Side> lost = EnumSet.noneOf(Side.class);
        all().stream().filter(Conversation::isLost).map(Conversation::side).forEach(lost::add);
        return new Result(breakdown, preparedNanos, startAtNanos, lost);
    }

    /** All that are there, because an end that has come is in time; and no more, because limits are looked at in between. */
    private List<Happening> awaitHappenings() throws InterruptedException {
        List<Happening> came = new ArrayList<>();
        Happening first = happenings.poll(LOOK.toNanos(), TimeUnit.NANOSECONDS);
        if (first != null) {
            came.add(first);
            happenings.drainTo(came);
        }
        return came;
    }

    private void take(Happening happening) {
        Conversation side = of(happening.side());
        switch (happening) {
            case Happening.Heard heard -> side.heard(heard.event());
            case Happening.Pulse pulse -> {
                if (pulse.failure() == null) {
                    side.alive();
                } else if (!side.isOver()) {
                    hearClock(side);
                    if (!side.mayBeThere(pulse.failure())) {
                        lost(side, pulse.failure());
                    }
                }
            }
            case Happening.Ended ended -> end(side, ended.ending());
        }
    }

    private void end(Conversation side, TrialEnding ending) {
        if (side.isOver()) {
            return;
        }
        side.ended(ending);
        switch (ending) {
            case TrialEnding.Done done -> done(side, done);
            case TrialEnding.Broken broken -> {
                // a stream that we broke off ourselves has its reason already
                if (phase != Phase.GIVEN_UP && !side.isLostByUs()) {
                    breakdown.failed(
                            side.side(), code(broken.why()), broken.why().words(), "");
                }
                stopAll();
            }
            case TrialEnding.Unwritable bad -> {
                unwritable = bad.why();
                stopAll();
            }
        }
    }

    private void done(Conversation side, TrialEnding.Done done) {
        switch (done.result()) {
            case COMPLETED -> {
                if (phase == Phase.PREPARING) {
                    breakdown.failed(side.side(), "internal", "completed before it was started", "");
                    stopAll();
                }
            }
            case STOPPED -> {
                if (breakdown.isEmpty()) {
                    breakdown.failed(side.side(), "stopped", "the agent ended the trial: " + done.message(), "");
                }
                stopAll();
            }
            case FAILED -> {
                breakdown.failed(side.side(), done.code(), done.message(), done.remedy());
                stopAll();
            }
            case UNAVAILABLE -> {
                breakdown.unavailable(side.side(), done.message(), done.remedy());
                stopAll();
            }
        }
    }

    private void lost(Conversation side, AgentException why) {
        breakdown.failed(side.side(), "agent-lost", why.words(), "");
        side.cancel("the agent does not answer");
        stopAll();
    }

    private void startWhenPrepared(TrialOrder.Times times) {
        if (phase != Phase.PREPARING || !all().stream().allMatch(Conversation::isPrepared)) {
            return;
        }
        Start.Agreed agreed = start.agree(clock);
        conversations.forEach((side, conversation) -> conversation.startAt(take(agreed.sidesNanos(), side)));
        preparedNanos = agreed.agreedNanos();
        startAtNanos = agreed.atNanos();
        phase = Phase.RUNNING;
        limit.at(agreed.atNanos(), times.warmup().plus(times.duration()).plus(settings.teardownLimit()));
        stages.accept(Stage.MEASURING);
    }

    private void look() {
        if (interruption.isRequested() && (phase == Phase.PREPARING || phase == Phase.RUNNING)) {
            breakdown.interrupted();
            stopAll();
        }
        if (limit.isOver()) {
            overdue();
        }
        for (Conversation side : all()) {
            hearClock(side);
            side.askIfSilent();
        }
    }

    private void hearClock(Conversation side) {
        clockAnswers.apply(side.side()).ifPresent(side::answeredClock);
    }

    private void overdue() {
        switch (phase) {
            case PREPARING -> {
                all().stream()
                        .filter(side -> !side.isPrepared())
                        .forEach(side ->
                                breakdown.failed(side.side(), "prepare-timeout", "was not prepared in time", ""));
                stopAll();
            }
            case RUNNING -> {
                all().stream()
                        .filter(side -> !side.isOver())
                        .forEach(side ->
                                breakdown.failed(side.side(), "overdue", "did not say that it is done in time", ""));
                stopAll();
            }
            case STOPPING, GIVEN_UP -> {
                phase = Phase.GIVEN_UP;
                limit.in(settings.stopLimit());
                all().stream().filter(side -> !side.isOver()).forEach(side -> {
                    breakdown.failed(side.side(), "not-stopped", "did not end the trial in time", "");
                    side.cancel("did not end the trial in time");
                });
            }
        }
    }

    private void stopAll() {
        if (phase == Phase.PREPARING || phase == Phase.RUNNING) {
            phase = Phase.STOPPING;
            limit.in(settings.stopLimit());
            String reason = breakdown.failure();
            all().forEach(side -> side.stop(reason == null ? "the trial cannot go on" : reason));
        }
    }

    private static String code(AgentException why) {
        return switch (why.problem()) {
            case UNREACHABLE, SILENT -> "agent-lost";
            case BUSY -> "agent-busy";
            case VERSION_MISMATCH -> "version-mismatch";
            case CERTIFICATE_REFUSED, CERTIFICATE_MISSING -> "certificate-refused";
            case REFUSED -> "agent-refused";
        };
    }

    private Collection<Conversation> all() {
        return conversations.values();
    }

    private Conversation of(Side side) {
        return take(conversations, side);
    }

    private static <T> T take(Map<Side, T> map, Side side) {
        T value = map.get(side);
        if (value == null) {
            throw new IllegalStateException("nothing for the " + side.word());
        }
        return value;
    }
}
