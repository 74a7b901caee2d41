package dev.tare.agent.runtime.daemon;

import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.network.Attachment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A daemon that runtimes are asked of. */
public interface DaemonKind {

    /** E.g. {@code docker}; in the grammar of trial names. */
    String name();

    /** The Unix socket on which the host's own answers. */
    Path socket();

    /**
     * How it is started, in the foreground.
     *
     * @param directory for all it keeps
     * @param run for what it needs while it runs; a short path
     * @param socket on which it is to answer
     */
    List<String> command(Path directory, Path run, Path socket) throws IOException;

    /**
     * Its environment but PATH and LC_ALL.
     *
     * @param run as for {@link #command}
     */
    default Map<String, String> environment(Path run) {
        return Map.of();
    }

    /**
     * Called before {@link #command}: what is to be in the ledger before it is started.
     *
     * @param run as for {@link #command}
     */
    default void beforeStart(Path run, Ledger ledger) throws IOException, InterruptedException {}

    /**
     * Called when somebody listens on the socket.
     *
     * @param socket of a daemon that the agent has started
     */
    default void afterStart(Path socket, Ledger ledger) throws IOException, InterruptedException {}

    /** What is to be done before a daemon that the agent has started makes a network for a trial, and rules of a firewall with it. */
    default void beforeNetwork(Path socket, Attachment.Shape shape, String trialId, Ledger ledger)
            throws IOException, InterruptedException {}

    /** A request (POST) after which a container that was created can be attached to; empty where it can be at once. */
    default Optional<String> beforeAttach(String container) {
        return Optional.empty();
    }

    /** What somebody does who wants it to run on this host. */
    String remedy();
}
