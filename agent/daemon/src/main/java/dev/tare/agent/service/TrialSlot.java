package dev.tare.agent.service;

import dev.tare.agent.ledger.Entry;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one place for a trial that an agent has. */
final class TrialSlot {

    private @Nullable Holding holding;

    @Inject
    TrialSlot() {}

    private record Holding(String holder, String trialId, Instant since, TrialSession session) {}

    /** Takes the place; otherwise the sentence for who came second. */
    synchronized Optional<String> take(String holder, String trialId, TrialSession session) {
        if (holding != null) {
            return Optional.of("held by " + holding.holder + " since " + holding.since + " (trial " + holding.trialId
                    + "); an agent runs one trial at a time");
        }
        holding = new Holding(holder, trialId, Instant.now().truncatedTo(ChronoUnit.SECONDS), session);
        return Optional.empty();
    }

    synchronized void release() {
        holding = null;
        notifyAll();
    }

    /** Who holds it; empty when it is free. */
    synchronized Optional<String> holder() {
        return Optional.ofNullable(holding).map(Holding::holder);
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
}
