package dev.tare.agent.runtime.lxd;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Reaper;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.runtime.daemon.DaemonSocket;
import dev.tare.agent.runtime.daemon.Making;
import dev.tare.common.text.Printable;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Takes a container, a network, an image or a pool away from LXD, and returns when it is gone. */
final class LxdReaper implements Reaper {

    static final String CONTAINER = "lxd-container";
    static final String IMAGE = "lxd-image";
    static final String POOL = "lxd-pool";
    static final String NETWORK = "lxd-network";

    private static final Pattern NAME = Pattern.compile("tare-[0-9a-f]{8}(-[0-9a-f]{12})?");

    /** It is its bridge's, too. */
    private static final Pattern NAME_OF_NETWORK = Pattern.compile("tare[0-9a-f]{8}b");

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(20);

    private final LxdApi api;

    @Inject
    LxdReaper(LxdApi api) {
        this.api = api;
    }

    @Override
    public boolean owns(Entry entry) {
        return List.of(CONTAINER, IMAGE, POOL, NETWORK).contains(entry.kind());
    }

    @Override
    public void reap(Entry entry) throws IOException, InterruptedException {
        Pattern ours = entry.kind().equals(NETWORK) ? NAME_OF_NETWORK : NAME;
        if (!ours.matcher(entry.name()).matches()) {
            throw new IllegalArgumentException("not a thing of ours: " + Printable.of(entry.name()));
        }
        Optional<Path> socket = DaemonSocket.of(entry);
        if (socket.isPresent()) {
            remove(entry, socket.get());
        }
    }

    /**
     * LXD refuses while it is busy with a thing: a container that could not be started or was killed is being stopped for a moment or
     * five seconds more, by LXD itself.
     */
    private void remove(Entry entry, Path socket) throws IOException, InterruptedException {
        Deadline deadline = Deadline.after(PATIENCE);
        Deadline doubt = Deadline.after(entry.kind().equals(POOL) ? Duration.ZERO : Making.doubt(entry));
        boolean found = false;
        while (true) {
            Optional<String> path = find(entry, socket);
            if (path.isEmpty() && found) {
                return;
            }
            if (path.isEmpty() && doubt.isOver()) {
                Making.requireSettled(entry);
                return;
            }
            if (path.isEmpty()) {
                Thread.sleep(POLL);
                continue;
            }
            found = true;
            try {
                tryTo(entry, socket, path.get());
            } catch (LxdRefusedException refused) {
                if (deadline.isOver()) {
                    throw refused;
                }
                Thread.sleep(POLL);
            }
        }
    }

    private void tryTo(Entry entry, Path socket, String path) throws IOException {
        if (entry.kind().equals(CONTAINER)
                && !"Stopped".equals(api.get(socket, path).path("status").asText())) {
            api.carryOut(
                    socket,
                    Method.PUT,
                    path + "/state",
                    Map.of("action", "stop", "force", true, "timeout", PATIENCE.toSeconds()));
        }
        api.delete(socket, path);
    }

    /** Its path, while it is there. */
    private Optional<String> find(Entry entry, Path socket) throws IOException {
        return switch (entry.kind()) {
            case CONTAINER -> ifThere(socket, LxdRuntime.INSTANCES + "/" + entry.name());
            case NETWORK -> ifThere(socket, LxdNetworks.NETWORKS + "/" + entry.name(), LxdNetworks::isManaged);
            case POOL -> ifThere(socket, LxdStore.POOLS + "/" + entry.name());
            default -> LxdStore.find(api, socket, entry.name()).map(fingerprint -> LxdStore.IMAGES + "/" + fingerprint);
        };
    }

    private Optional<String> ifThere(Path socket, String path) throws IOException {
        return ifThere(socket, path, JsonNode::isObject);
    }

    private Optional<String> ifThere(Path socket, String path, Predicate<JsonNode> ours) throws IOException {
        try {
            return ours.test(api.get(socket, path)) ? Optional.of(path) : Optional.empty();
        } catch (LxdRefusedException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
