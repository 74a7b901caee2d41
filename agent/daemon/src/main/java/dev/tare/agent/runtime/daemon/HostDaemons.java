package dev.tare.agent.runtime.daemon;

import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.ledger.Sweeper;
import dev.tare.agent.process.Bounded;
import dev.tare.agent.process.CgroupScope;
import dev.tare.agent.process.CgroupTree;
import dev.tare.agent.process.Child;
import dev.tare.agent.process.Children;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.StateDirectory;
import dev.tare.agent.process.StderrTail;
import dev.tare.agent.process.Tools;
import dev.tare.agent.process.TrialNames;
import dev.tare.agent.process.UnavailableException;
import dev.tare.agent.process.Workplace;
import dev.tare.agent.runtime.Wrappers;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemons that runtimes need. The host's own is used where one answers. Where there is none, an agent that may start daemons
 * (in a lab on one machine) starts one beside itself, in the host's namespaces, and keeps it until it ends itself: no trial
 * pays for its start, and it idles for the others.
 */
public final class HostDaemons {

    private static final Logger LOG = LoggerFactory.getLogger(HostDaemons.class);
    private static final String SOCKET = "socket";
    private static final String PREFIX = "daemon-";
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C");

    private final Workplace workplace;
    private final Tools tools;
    private final Ledger ledger;
    private final Provider<Sweeper> sweeper;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();
    private final Map<String, Running> started = new ConcurrentHashMap<>();
    private final Set<String> inUse = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    @Inject
    HostDaemons(Workplace workplace, Tools tools, Ledger ledger, Provider<Sweeper> sweeper) {
        this.workplace = workplace;
        this.tools = tools;
        this.ledger = ledger;
        this.sweeper = sweeper;
    }

    private record Running(Child child, StderrTail said, Path socket) {}

    /**
     * Returns when the daemon answers.
     *
     * @return its socket
     * @throws UnavailableException when it does not, with the last it said; or when all are being stopped
     */
    public Path ensure(DaemonKind kind, Deadline deadline) throws IOException, InterruptedException {
        // one daemon's start does not wait for another's
        synchronized (lock(owner(kind))) {
            return found(kind, deadline);
        }
    }

    private Path found(DaemonKind kind, Deadline deadline) throws IOException, InterruptedException {
        if (stopping) {
            throw new UnavailableException("this agent is stopping", "ask again when it has started");
        }
        inUse.add(owner(kind));
        if (answers(kind.socket())) {
            return kind.socket();
        }
        Running known = started.get(owner(kind));
        if (known != null && answers(known.socket())) {
            return known.socket();
        }
        if (!workplace.startsDaemons()) {
            throw new UnavailableException("no daemon answers on " + kind.socket(), kind.remedy());
        }
        stop(owner(kind));
        try {
            return await(kind, start(kind), deadline);
        } catch (IOException | InterruptedException | RuntimeException e) {
            // one that is not as it should be is taken by nobody
            stop(owner(kind));
            throw e;
        }
    }

    private Path await(DaemonKind kind, Running running, Deadline deadline) throws IOException, InterruptedException {
        while (!answers(running.socket())) {
            boolean ended = running.child().await(POLL).isPresent();
            if (ended || stopping || deadline.isOver()) {
                throw new UnavailableException(
                        kind.name() + (ended ? " ended" : " did not answer in time") + " after it was started: "
                                + running.said().lastWords().orElse("it said nothing"),
                        "see the reason, then ask again");
            }
        }
        kind.afterStart(running.socket(), ledger);
        started.put(owner(kind), running);
        return running.socket();
    }

    /**
     * Whether somebody takes callers in.
     *
     * @throws InterruptedIOException when the thread was interrupted: nobody then knows whether there is a daemon
     */
    public static boolean answers(Path socket) throws InterruptedIOException {
        // somebody who listens and takes nobody in would hold a caller for ever
        try {
            return Bounded.call("the daemon on " + socket, CONNECT_PATIENCE, () -> {
                try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                    return channel.isConnected();
                }
            });
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            LOG.debug("nobody on {}", socket, e);
            return false;
        }
    }

    private Running start(DaemonKind kind) throws IOException, InterruptedException {
        String owner = owner(kind);
        TrialNames names = workplace.names(owner);
        Path directory = StateDirectory.make(workplace, names, owner, ledger);
        Path run = StateDirectory.makeShort(names, owner, ledger);
        CgroupTree tree = CgroupTree.find().orElseThrow(() -> new IOException("no cgroup2 hierarchy is mounted"));
        CgroupScope scope = CgroupScope.open(tree, names, owner, ledger);
        List<String> command = new ArrayList<>(Wrappers.apart(tools, List.of()));
        command.addAll(Wrappers.mountsApart(tools));
        Path socket = run.resolve(SOCKET);
        kind.beforeStart(run, ledger);
        command.addAll(kind.command(directory, run, socket));
        Map<String, String> environment = new HashMap<>(ENVIRONMENT);
        environment.putAll(kind.environment(run));
        Child child = Children.start(command, environment, scope, names, owner, ledger);
        child.in().close();
        StderrTail said = new StderrTail();
        // reads of a pipe hold their carrier: platform threads. Half a minute later no virtual thread would run any
        // more.
        Thread.ofPlatform().name(owner + " stderr").daemon().start(() -> said.drain(child.err()));
        Thread.ofPlatform().name(owner + " stdout").daemon().start(() -> discard(child.out()));
        return new Running(child, said, socket);
    }

    private static void discard(InputStream out) {
        try (out) {
            out.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            LOG.debug("stdout of a daemon was closed", e);
        }
    }

    /** In a ledger's entries, in place of a trial: what is the daemon's, or is kept in it for all trials. */
    public static String owner(DaemonKind kind) {
        return PREFIX + kind.name();
    }

    /** Whether the daemon was started by this agent or by the one before, which was killed. */
    public static boolean isOurs(Path socket) {
        Path run = socket.getParent();
        return run != null && StateDirectory.isShort(run);
    }

    /** Whether the entry is of a daemon that is in use: a sweep leaves it. */
    public boolean holds(Entry entry) {
        return inUse.contains(entry.trialId());
    }

    /**
     * For the agent's end: ends what was started, and takes back what was given to others; they themselves are left alone. What is
     * being started is waited for, and nothing is started afterwards.
     */
    public void stopAll() throws InterruptedException {
        stopping = true;
        for (String owner : List.copyOf(locks.keySet())) {
            synchronized (lock(owner)) {
                stop(owner);
            }
        }
    }

    private Object lock(String owner) {
        return locks.computeIfAbsent(owner, _ -> new Object());
    }

    private void stop(String owner) throws InterruptedException {
        started.remove(owner);
        sweeper.get().sweep(entry -> entry.trialId().equals(owner));
    }
}
