package dev.tare.controller.campaign;

import dev.tare.controller.clock.ControllerClock;
import dev.tare.controller.fleet.Agent;
import dev.tare.controller.fleet.AgentException;
import dev.tare.controller.fleet.AgentException.Problem;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Asks an agent that is gone or held again and again, less and less often. */
final class AgentPatience {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final ControllerClock clock;
    private final Interruption interruption;
    private final Duration goneLimit;
    private final Duration busyLimit;
    private final Duration silenceLimit;
    private final Consumer<AgentException> waiting;

    /**
     * @param silenceLimit who left one question unanswered for so long is not asked again
     * @param waiting is told once what is waited for, and again when that has become something else
     */
    AgentPatience(
            ControllerClock clock,
            Interruption interruption,
            Duration goneLimit,
            Duration busyLimit,
            Duration silenceLimit,
            Consumer<AgentException> waiting) {
        this.clock = clock;
        this.interruption = interruption;
        this.goneLimit = goneLimit;
        this.busyLimit = busyLimit;
        this.silenceLimit = silenceLimit;
        this.waiting = waiting;
    }

    /** What an agent is asked for. */
    @FunctionalInterface
    interface Question<T> {
        T ask(Agent agent) throws AgentException;
    }

    /** The answer, when there is one; throws what was wrong at last. */
    <T> T await(Agent agent, Question<T> question) throws AgentException {
        // from the first failure on: to describe itself an agent may take a while, and then be lost
        OptionalLong since = OptionalLong.empty();
        Duration pause = FIRST_PAUSE;
        String told = "";
        while (true) {
            AgentException why;
            long askedNanos = clock.nanos();
            try {
                return question.ask(agent);
            } catch (AgentException e) {
                why = e;
            }
            long lostNanos = since.orElse(clock.nanos());
            since = OptionalLong.of(lostNanos);
            Duration limit = why.problem() == Problem.BUSY ? busyLimit : goneLimit;
            boolean hung = why.problem() == Problem.SILENT && clock.nanos() - askedNanos >= silenceLimit.toNanos();
            boolean hopeless = interruption.isRequested()
                    || hung
                    || !why.problem().isLoss()
                    || clock.nanos() - lostNanos + pause.toNanos() > limit.toNanos();
            if (!hopeless && !told.equals(why.words())) {
                told = why.words();
                waiting.accept(why);
            }
            if (hopeless || interruption.await(pause)) {
                throw why;
            }
            if (why.problem() != Problem.BUSY) {
                agent.redial();
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }
}
