package dev.tare.agent.service;

import dev.tare.agent.ledger.Entry;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one place for a trial that an agent has. A controller may keep it for its own trials, and has it between them too. Of a pair
 * within this host both sides are in it.
 */
final class TrialSlot {

    private final List<Holding> holdings = new ArrayList<>();
    private @Nullable Hold hold;
    private boolean stopping;

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

    private record Holding(Holder holder, TrialSpec spec, Company company, TrialSession session) {

        /** Whether that is the other side of this very trial. */
        boolean expects(TrialSpec other) {
            return spec.isOtherSideOf(other) && !company.isOver();
        }
    }

    /** What came of asking for the place: a session, or the sentence for who came second. */
    sealed interface Taken {

        record Begun(TrialSession session) implements Taken {}

        record Refused(String words) implements Taken {}

        /** Nobody would wait for its teardown. */
        record Stopping(String words) implements Taken {}
    }

    /** Takes the place for a session that is made for it. */
    synchronized Taken take(TrialSpec spec, Function<Company, TrialSession> make) {
        if (stopping) {
            return new Taken.Stopping("this agent is stopping");
        }
        String holder = spec.setup().getHolder();
        Holding first = holdings.isEmpty() ? null : holdings.getFirst();
        if (first != null && (holdings.size() > 1 || !first.expects(spec))) {
            return new Taken.Refused(words(first.holder) + " (trial "
                    + first.spec.setup().getTrialId() + "); an agent runs one trial at a time");
        }
        if (hold != null && !hold.holder.name.equals(holder)) {
            return new Taken.Refused(words(hold.holder) + " for all of its trials");
        }
        Company company = first == null ? new Company() : first.company;
        TrialSession session = make.apply(company);
        company.join(session);
        holdings.add(new Holding(Holder.now(holder), spec, company, session));
        return new Taken.Begun(session);
    }

    synchronized void release(TrialSession session) {
        // if its teardown failed, it has not left by itself
        holdings.forEach(holding -> holding.company.leave(session));
        holdings.removeIf(holding -> holding.session == session);
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
        return Stream.concat(
                        Stream.ofNullable(hold).map(kept -> kept.holder),
                        holdings.stream().map(Holding::holder))
                .findFirst();
    }

    /** Who runs a trial here; empty between trials, too. */
    synchronized Optional<Holder> measuring() {
        return holdings.stream().map(Holding::holder).findFirst();
    }

    synchronized boolean holds(Entry entry) {
        return holdings.stream().anyMatch(holding -> holding.spec.owns(entry));
    }

    /**
     * For the agent's end: stops the trial, if there is one, and waits until it is torn down; false when it is not after
     * {@code patience}. The place is given to nobody any more.
     */
    synchronized boolean stop(String reason, Duration patience) throws InterruptedException {
        stopping = true;
        long endNanos = System.nanoTime() + patience.toNanos();
        holdings.forEach(holding -> holding.session.stop(reason));
        while (!holdings.isEmpty()) {
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
