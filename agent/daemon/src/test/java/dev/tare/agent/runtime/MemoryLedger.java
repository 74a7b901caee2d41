package dev.tare.agent.runtime;

import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.ledger.Reaper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** A ledger in memory that can fail at its n-th writing, as if the agent had been killed there. */
public final class MemoryLedger implements Ledger {

    private final List<Entry> open = new ArrayList<>();
    private long nextId;
    private int writings;
    private int lastWriting = Integer.MAX_VALUE;

    /** Thrown in the place of a kill: what comes after it is never done. */
    public static final class Killed extends RuntimeException {
        Killed(int writing) {
            super("killed at writing " + writing);
        }
    }

    /** The writing after the next {@code writings} kills. */
    public synchronized void killAfter(int count) {
        writings = 0;
        lastWriting = count;
    }

    public synchronized void neverKill() {
        lastWriting = Integer.MAX_VALUE;
    }

    /** Whether there was a writing that {@link #killAfter} was about. */
    public synchronized boolean hasKilled() {
        return writings > lastWriting;
    }

    private void write() {
        if (++writings > lastWriting) {
            throw new Killed(writings);
        }
    }

    @Override
    public synchronized Entry record(String trialId, String kind, String name, Map<String, String> details) {
        write();
        Entry entry = new Entry(nextId++, trialId, kind, name, details);
        open.add(entry);
        return entry;
    }

    @Override
    public synchronized Entry amend(Entry entry, Map<String, String> moreDetails) {
        write();
        Map<String, String> details = new HashMap<>(entry.details());
        details.putAll(moreDetails);
        Entry amended = new Entry(entry.id(), entry.trialId(), entry.kind(), entry.name(), details);
        open.replaceAll(each -> each.id() == entry.id() ? amended : each);
        return amended;
    }

    @Override
    public synchronized List<Entry> open() {
        return List.copyOf(open);
    }

    @Override
    public synchronized void strike(Entry entry) {
        open.removeIf(each -> each.id() == entry.id());
    }

    public void reapAll(Set<Reaper> reapers) throws IOException, InterruptedException {
        reap(reapers, _ -> true);
    }

    /** Newest first. */
    public void reap(Set<Reaper> reapers, Predicate<Entry> which) throws IOException, InterruptedException {
        for (Entry entry : open().reversed()) {
            if (!which.test(entry)) {
                continue;
            }
            reapers.stream()
                    .filter(reaper -> reaper.owns(entry))
                    .findFirst()
                    .orElseThrow()
                    .reap(entry);
            strike(entry);
        }
    }
}
