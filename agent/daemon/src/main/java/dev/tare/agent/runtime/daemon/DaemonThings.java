package dev.tare.agent.runtime.daemon;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.tare.agent.ledger.Entry;
import dev.tare.agent.process.Deadline;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What a daemon keeps for us and has to take away: found by the daemon's socket in a ledger's entry. */
final class DaemonThings {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(20);

    private final ContainerApis apis;

    @Inject
    DaemonThings(ContainerApis apis) {
        this.apis = apis;
    }

    /** Asks a daemon something about a thing. */
    @FunctionalInterface
    interface Request {
        /** Throws {@link NotFoundException} where there is no such thing. */
        void to(DockerClient client);
    }

    /**
     * As {@link #remove(Entry, Request, Request)}, for a thing whose making may be under way: whoever asked for it hung up before
     * the answer came, and the daemon goes on. It is waited for as long as {@code doubt}.
     *
     * @return whether there was one
     */
    boolean remove(Entry entry, Request removal, Request look, Duration doubt)
            throws IOException, InterruptedException {
        Deadline believed = Deadline.after(doubt);
        boolean removed = remove(entry, removal, look);
        while (!removed && !believed.isOver()) {
            Thread.sleep(POLL);
            removed = remove(entry, removal, look);
        }
        return removed;
    }

    /**
     * Returns when it is gone. One request may not be enough: a container that is just ending is refused, or its removal is
     * in progress, and is there for a moment more.
     *
     * @return whether there was one
     */
    boolean remove(Entry entry, Request removal, Request look) throws IOException, InterruptedException {
        Optional<Path> socket = DaemonSocket.of(entry);
        if (socket.isEmpty()) {
            return false;
        }
        DockerClient client = apis.of(socket.get());
        Deadline deadline = Deadline.after(PATIENCE);
        boolean removed = false;
        try {
            while (isThere(client, look)) {
                tryTo(client, removal, deadline);
                removed = true;
            }
            return removed;
        } catch (RuntimeException e) {
            // docker-java's own, of which there are many
            throw new IOException(socket.get() + ": " + e.getMessage(), e);
        }
    }

    private static boolean isThere(DockerClient client, Request look) {
        try {
            look.to(client);
            return true;
        } catch (NotFoundException gone) {
            return false;
        }
    }

    private static void tryTo(DockerClient client, Request removal, Deadline deadline) throws InterruptedException {
        try {
            removal.to(client);
        } catch (NotFoundException gone) {
            return;
        } catch (DockerException refused) {
            if (deadline.isOver()) {
                throw refused;
            }
            Thread.sleep(POLL);
        }
        if (deadline.isOver()) {
            throw new IllegalStateException("it does not go away");
        }
    }
}
