package dev.tare.agent.network;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.process.Deadline;
import java.io.IOException;

/** Makes one kind of attachment. Everything it makes is in the ledger first. */
public interface NetworkDriver {

    /** Name in the catalogue. */
    String name();

    Availability check(Deadline deadline);

    /**
     * Makes settings of the host that a fresh state asks for, before {@link #attach}. Not called where the host's policy keeps its
     * settings as they are.
     */
    default void freshen(AttachSpec spec, Ledger ledger) throws IOException {}

    /** Also resolves the peer's link address, so that no measurement pays for it. */
    Attachment attach(AttachSpec spec, Ledger ledger) throws IOException, InterruptedException;

    /** The path as seen from inside; called when the probe is ready and before the first workload byte. */
    PathProof prove(Attachment attachment, AttachSpec spec) throws IOException, InterruptedException;
}
