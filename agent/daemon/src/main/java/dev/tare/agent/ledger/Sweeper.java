package dev.tare.agent.ledger;

import dev.tare.common.Words;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes away what the ledger holds, newest first. Teardown of a trial, the Sweep call and the start of an agent after a
 * crash are this one path.
 */
public final class Sweeper {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    /** What a kernel or a daemon needs to let go is a matter of tens of milliseconds. */
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMillis(20), Duration.ofMillis(80), Duration.ofMillis(300));

    private final Ledger ledger;
    private final Set<Reaper> reapers;

    @Inject
    public Sweeper(Ledger ledger, Set<Reaper> reapers) {
        this.ledger = ledger;
        this.reapers = reapers;
    }

    /** Reaps the open entries that {@code which} chooses; what fails is tried again a few times. Never throws for one entry. */
    public SweepReport sweep(Predicate<Entry> which) throws InterruptedException {
        var reaped = new ArrayList<String>();
        List<String> failed = pass(which, reaped);
        for (Duration pause : PAUSES) {
            if (failed.isEmpty()) {
                break;
            }
            Thread.sleep(pause);
            failed = pass(which, reaped);
        }
        failed.forEach(failure -> LOG.warn("not reaped: {}", failure));
        return new SweepReport(reaped, failed);
    }

    private List<String> pass(Predicate<Entry> which, List<String> reaped) throws InterruptedException {
        var failed = new ArrayList<String>();
        for (Entry entry : ledger.open().reversed()) {
            if (!which.test(entry) || !isOpen(entry)) {
                continue;
            }
            String object = entry.kind() + " " + entry.name();
            try {
                reaper(entry).reap(entry);
                ledger.strike(entry);
                reaped.add(object);
            } catch (IOException | RuntimeException e) {
                failed.add(object + ": " + Words.of(e));
            }
        }
        return failed;
    }

    /**
     * Another sweep may have reaped it while this one waited for the entries before it, and a new trial made the same again: what
     * is not written down any more is not ours to take away.
     */
    private boolean isOpen(Entry entry) {
        return ledger.open().stream().anyMatch(other -> other.id() == entry.id());
    }

    private Reaper reaper(Entry entry) throws IOException {
        for (Reaper reaper : reapers) {
            if (reaper.owns(entry)) {
                return reaper;
            }
        }
        throw new IOException("no reaper for this kind");
    }
}
