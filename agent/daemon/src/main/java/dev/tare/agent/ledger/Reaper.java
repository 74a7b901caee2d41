package dev.tare.agent.ledger;

import java.io.IOException;

/** Takes one kind of object away. Idempotent: what is gone already is no error. */
public interface Reaper {

    boolean owns(Entry entry);

    /** When this returns the object is gone; otherwise the reason is thrown and the entry stays open. */
    void reap(Entry entry) throws IOException, InterruptedException;
}
