package dev.tare.agent.network;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.process.Deadline;
import java.io.IOException;
import java.util.Optional;

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

    /**
     * Called when the runtime has started and before it opens a socket: what a network that the runtime's daemon makes still needs.
     *
     * @return the attachment with all its devices
     */
    default Attachment complete(Attachment attachment, AttachSpec spec, Ledger ledger)
            throws IOException, InterruptedException {
        return attachment;
    }

    /**
     * The path as seen from inside; called when the probe is ready and before the first workload byte.
     *
     * @param disciplines of all its devices
     */
    PathProof prove(Attachment attachment, AttachSpec spec, Disciplines disciplines)
            throws IOException, InterruptedException;

    /** What but the peer may keep a connection with it from coming about: the end of a sentence, for people. */
    default Optional<String> suspicion(AttachSpec spec) {
        return Optional.empty();
    }
}
