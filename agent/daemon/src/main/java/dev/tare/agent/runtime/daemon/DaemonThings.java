package dev.tare.agent.runtime.daemon;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.tare.agent.ledger.Entry;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What a daemon keeps for us and has to take away: found by the daemon's socket in a ledger's entry. */
final class DaemonThings {

    private static final String SOCKET = "socket";

    private final ContainerApis apis;

    @Inject
    DaemonThings(ContainerApis apis) {
        this.apis = apis;
    }

    /** For a ledger's entry. */
    static Map<String, String> details(Path socket) {
        return Map.of(SOCKET, socket.toString());
    }

    /** Asks a daemon to take something away. */
    @FunctionalInterface
    interface Removal {
        void by(DockerClient client);
    }

    /** What is gone is no error; nor is a daemon that an agent had started and that has ended, for its things ended with it. */
    void remove(Entry entry, Removal removal) throws IOException {
        Path socket = Path.of(entry.details().getOrDefault(SOCKET, ""));
        if (!HostDaemons.answers(socket)) {
            if (HostDaemons.isOurs(socket)) {
                return;
            }
            throw new IOException("no daemon answers on " + socket);
        }
        try {
            removal.by(apis.of(socket));
        } catch (NotFoundException gone) {
            return;
        } catch (RuntimeException e) {
            // docker-java's own, of which there are many
            throw new IOException(socket + ": " + e.getMessage(), e);
        }
    }
}
