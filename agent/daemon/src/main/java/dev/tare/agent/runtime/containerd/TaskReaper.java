package dev.tare.agent.runtime.containerd;

import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Reaper;
import dev.tare.agent.process.CommandFailedException;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Pid;
import dev.tare.agent.runtime.daemon.DaemonSocket;
import dev.tare.common.text.Printable;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kills a container's task, and removes both, whatever state they are in. */
final class TaskReaper implements Reaper {

    static final String KIND = "containerd-container";

    private static final Logger LOG = LoggerFactory.getLogger(TaskReaper.class);
    private static final Pattern NAME = Pattern.compile("tare-[0-9a-f]{8}");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** In which a task that is being made is listed. */
    private static final Duration MAKING = Duration.ofSeconds(3);

    private final Ctr ctr;

    @Inject
    TaskReaper(Ctr ctr) {
        this.ctr = ctr;
    }

    @Override
    public boolean owns(Entry entry) {
        return entry.kind().equals(KIND);
    }

    @Override
    public void reap(Entry entry) throws IOException, InterruptedException {
        String container = entry.name();
        if (!NAME.matcher(container).matches()) {
            throw new IllegalArgumentException("not a container of ours: " + Printable.of(container));
        }
        Optional<Path> socket = DaemonSocket.of(entry);
        if (socket.isEmpty()) {
            return;
        }
        Deadline deadline = Deadline.after(PATIENCE);
        Deadline making = Deadline.after(MAKING);
        while (!isGone(socket.get(), container, making, deadline)) {
            if (deadline.isOver()) {
                throw new IOException("containerd on " + socket.get() + " does not remove " + container);
            }
        }
    }

    /**
     * A client that was killed may have left a request that is still being carried out: so it is looked at again. A task that is
     * being made is not listed yet and has a directory already; and it can be deleted only as long as its container is known. One that
     * was being deleted when its client was killed is not listed any more, and keeps its directory and a shim without a container:
     * containerd 1.6 has forgotten it, and cleans up when that shim has ended.
     */
    private boolean isGone(Path socket, String container, Deadline making, Deadline deadline)
            throws IOException, InterruptedException {
        boolean hasTask = isListed("tasks", socket, container, deadline);
        if (hasTask) {
            tryTo(deadline, () -> ctr.ask(socket, deadline, "tasks", "delete", "--force", container));
        }
        boolean isBegun = ContainerdDaemon.tasks(socket).stream()
                .anyMatch(tasks -> Files.exists(tasks.resolve(Ctr.NAMESPACE).resolve(container)));
        if (isBegun && !hasTask && making.isOver()) {
            Optional<Pid> shim = Shim.of(container);
            if (shim.isPresent()) {
                LOG.info("containerd has forgotten the task of {}, its shim is killed", container);
                shim.get().kill();
            }
        }
        boolean isKnown = isListed("containers", socket, container, deadline);
        if (isKnown && !isBegun) {
            tryTo(deadline, () -> ctr.ask(socket, deadline, "containers", "delete", container));
        }
        return !hasTask && !isBegun && !isKnown;
    }

    private boolean isListed(String what, Path socket, String container, Deadline deadline)
            throws IOException, InterruptedException {
        return ctr.ask(socket, deadline, what, "list", "--quiet")
                .lines()
                .anyMatch(line -> line.strip().equals(container));
    }

    /** Asks for something. */
    @FunctionalInterface
    private interface Request {
        String send() throws IOException, InterruptedException;
    }

    /** It may have gone in between; what has not is met on the next turn, until the deadline. */
    private static void tryTo(Deadline deadline, Request request) throws IOException, InterruptedException {
        try {
            request.send();
        } catch (CommandFailedException e) {
            if (deadline.isOver()) {
                throw e;
            }
        }
    }
}
