package dev.tare.controller.campaign;

import dev.tare.controller.clock.ControllerClock;
import dev.tare.controller.fleet.Agent;
import dev.tare.controller.fleet.AgentException;
import dev.tare.controller.fleet.RawMessages;
import dev.tare.controller.fleet.TrialEnding;
import dev.tare.controller.fleet.TrialEvent;
import dev.tare.controller.fleet.TrialListener;
import dev.tare.controller.fleet.TrialOrder;
import dev.tare.controller.fleet.TrialStream;
import dev.tare.controller.trial.Side;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** One side of a running trial: its stream, how far it is, when it was last heard. Used by the trial's thread. */
final class Conversation {

    /**
     * For the answer to a second question, when the first was not answered in time: the time may have been this controller's own, which was
     * paused or moved. Longer than from one question for the agent's clock to the next.
     */
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final Side side;
    private final Agent agent;
    private final ControllerClock clock;
    private final CampaignSettings settings;
    private final BlockingQueue<Happening> happenings;
    private @Nullable TrialStream stream;
    private @Nullable TrialEnding ending;
    private boolean prepared;
    private boolean pulsing;
    private boolean askedAgain;
    private boolean cancelled;
    private long heardNanos;

    Conversation(
            Side side,
            Agent agent,
            ControllerClock clock,
            CampaignSettings settings,
            BlockingQueue<Happening> happenings) {
        this.side = side;
        this.agent = agent;
        this.clock = clock;
        this.settings = settings;
        this.happenings = happenings;
    }

    Side side() {
        return side;
    }

    void open(TrialOrder order, RawMessages raw) {
        heardNanos = clock.nanos();
        stream = agent.openTrial(new Forward(), raw);
        stream.setup(order);
    }

    void startAt(long agentNanos) {
        if (stream != null) {
            stream.startAt(agentNanos);
        }
    }

    void stop(String reason) {
        if (stream != null && ending == null) {
            stream.stop(reason);
        }
    }

    /** The agent is given up for this trial. */
    void cancel(String why) {
        cancelled = true;
        if (stream != null && ending == null) {
            stream.cancel(why);
        }
    }

    void heard(TrialEvent event) {
        heardNanos = clock.nanos();
        askedAgain = false;
        prepared |= event instanceof TrialEvent.Prepared;
    }

    void alive() {
        heardNanos = clock.nanos();
        pulsing = false;
        askedAgain = false;
    }

    void ended(TrialEnding how) {
        if (ending == null) {
            ending = how;
        }
    }

    boolean isPrepared() {
        return prepared;
    }

    boolean isOver() {
        return ending != null;
    }

    boolean isCompleted() {
        return ending instanceof TrialEnding.Done done && done.result() == TrialEnding.Result.COMPLETED;
    }

    /** True when the stream was broken off from here. */
    boolean isLostByUs() {
        return cancelled;
    }

    /** True when nobody knows what the agent does now. */
    boolean isLost() {
        return cancelled
                || ending == null
                || (ending instanceof TrialEnding.Broken broken
                        && broken.why().problem().isLoss());
    }

    /** It answered a question for its clock, at a time on the controller's clock: so it is there, and need not be asked. */
    void answeredClock(long atNanos) {
        if (atNanos - heardNanos > 0) {
            heardNanos = atNanos;
            askedAgain = false;
        }
    }

    /** It did not answer. True where that need not mean that it is gone: it has been heard meanwhile, or is asked once more. */
    boolean mayBeThere(AgentException why) {
        boolean wasLast = askedAgain;
        pulsing = false;
        askedAgain = false;
        if (why.problem() != AgentException.Problem.SILENT || (isSilent() && wasLast)) {
            return false;
        }
        if (isSilent()) {
            askedAgain = true;
            ask(AGAIN);
        }
        return true;
    }

    private boolean isSilent() {
        return clock.nanos() - heardNanos >= settings.silence().toNanos();
    }

    /** Asks a silent agent whether it is there; the answer is a happening. */
    void askIfSilent() {
        if (isOver() || pulsing || !isSilent()) {
            return;
        }
        ask(settings.pulseLimit());
    }

    private void ask(Duration limit) {
        pulsing = true;
        var _ = agent.pulse(limit)
                .handle((reading, thrown) -> happenings.add(
                        new Happening.Pulse(side(), thrown instanceof AgentException failure ? failure : null)));
    }

    private final class Forward implements TrialListener {

        @Override
        public void on(TrialEvent event) {
            happenings.add(new Happening.Heard(side(), event));
        }

        @Override
        public void ended(TrialEnding how) {
            happenings.add(new Happening.Ended(side(), how));
        }
    }
}
