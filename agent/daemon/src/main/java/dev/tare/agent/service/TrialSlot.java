package dev.tare.agent.service;

import dev.tare.agent.ledger.Entry;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The one place for a trial that an agent has. A controller may keep it for its own trials, and has it between them too. */
final class TrialSlot {

    private @Nullable Hold hold;
    private @Nullable Holding holding;

    @Inject
    TrialSlot() {}

    /** Who has the agent, and since when. */
    record Holder(String name, Instant since) {

        static Holder now(String name) {
            return new Holder(name, Instant.now().truncatedTo(ChronoUnit.SECONDS));
        }
    }

    /** An agent kept for a controller; itself the key to give it back. */
    static final class Hold {

        private final Holder holder;

        private Hold(Holder holder) {
            this.holder = holder;
        }
    }

    private record Holding(Holder holder, String trialId, TrialSession session) {}

    /** Takes the place; otherwise the sentence for who came second. */
    synchronized Optional<String> take(String holder, String trialId, TrialSession session) {
        if (holding != null) {
            return Optional.of(
                    words(holding.holder) + " (trial " + holding.trialId + "); an agent runs one trial at a time");
        }
        if (hold != null && !hold.holder.name.equals(holder)) {
            return Optional.of(words(hold.holder) + " for all of its trials");
        }
        holding = new Holding(Holder.now(holder), trialId, session);
        return Optional.empty();
    }

    synchronized void release() {
        holding = null;
        notifyAll();
    }

    /** Keeps the agent for that controller; empty while another has it. */
    synchronized Optional<Hold> keep(String holder) {
        if (holder().filter(other -> !other.name.equals(holder)).isPresent()) {
            return Optional.empty();
        }
        // the same controller, whose earlier call broke off unnoticed
        hold = new Hold(Holder.now(holder));
        return Optional.of(hold);
    }

    /** Gives back what {@link #keep} gave; nothing when somebody else has it by now. */
    synchronized void giveBack(Hold kept) {
        if (hold == kept) {
            hold = null;
        }
    }

    /** Who holds it; empty when it is free. */
    synchronized Optional<Holder> holder() {
        return Stream.of(
                        Optional.ofNullable(hold).map(kept -> kept.holder),
                        Optional.ofNullable(holding).map(Holding::holder))
                .flatMap(Optional::stream)
                .findFirst();
    }

    synchronized boolean holds(Entry entry) {
        return holding != null && holding.trialId.equals(entry.trialId());
    }

    /** Stops the trial, if there is one, and waits until it is torn down; false when it is not after {@code patience}. */
    synchronized boolean stop(String reason, Duration patience) throws InterruptedException {
        long endNanos = System.nanoTime() + patience.toNanos();
        if (holding != null) {
            holding.session.stop(reason);
        }
        while (holding != null) {
            long leftMillis = (endNanos - System.nanoTime()) / 1_000_000;
            if (leftMillis <= 0) {
                return false;
            }
            wait(leftMillis);
        }
        return true;
    }

    static String words(Holder holder) {
        return "held by " + holder.name + " since " + holder.since;
    }
}
