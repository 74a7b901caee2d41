package dev.tare.agent.ledger;

import java.util.List;
import java.util.Map;

/**
 * What is ours on this host. An entry is on disk (fsynced) before the object is made and is struck when its reaper has
 * taken the object away, so that a killed agent's successor finds all of it.
 */
public interface Ledger {

    /** Writes the entry down; when this returns, the object may be made. */
    Entry record(String trialId, String kind, String name, Map<String, String> details);

    /** Adds what is known only after the object was made, e.g. a process id. */
    Entry amend(Entry entry, Map<String, String> moreDetails);

    /** Entries not yet reaped, oldest first. Reaping goes from the newest to the oldest. */
    List<Entry> open();

    /** The object is gone. */
    void strike(Entry entry);
}
