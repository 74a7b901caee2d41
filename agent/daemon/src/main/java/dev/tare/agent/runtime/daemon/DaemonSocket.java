package dev.tare.agent.runtime.daemon;

import dev.tare.agent.ledger.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The socket of a daemon, in the ledger's entry of what the daemon keeps for us. */
public final class DaemonSocket {

    private static final String SOCKET = "socket";

    private DaemonSocket() {}

    /** For a ledger's entry. */
    public static Map<String, String> details(Path socket) {
        return Map.of(SOCKET, socket.toString());
    }

    /** Whether it is a thing of the daemon on that socket. */
    static boolean isOf(Entry entry, Path socket) {
        return socket.toString().equals(entry.details().get(SOCKET));
    }

    /**
     * Where to ask for the thing's removal. Empty where a daemon had been started by an agent and has ended: its things ended
     * with it.
     *
     * @throws IOException where the host's own does not answer
     */
    public static Optional<Path> of(Entry entry) throws IOException {
        Path socket = Path.of(entry.details().getOrDefault(SOCKET, ""));
        if (HostDaemons.answers(socket)) {
            return Optional.of(socket);
        }
        if (HostDaemons.isOurs(socket)) {
            return Optional.empty();
        }
        throw new IOException("no daemon answers on " + socket);
    }
}
