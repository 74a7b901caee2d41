package dev.tare.agent.runtime.daemon;

import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.ledger.Sweeper;
import dev.tare.agent.process.CgroupScope;
import dev.tare.agent.process.CgroupTree;
import dev.tare.agent.process.Child;
import dev.tare.agent.process.Children;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.MountsBelow;
import dev.tare.agent.process.StateDirectory;
import dev.tare.agent.process.StderrTail;
import dev.tare.agent.process.Tools;
import dev.tare.agent.process.TrialNames;
import dev.tare.agent.process.Workplace;
import dev.tare.agent.runtime.Wrappers;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private static final String PREFIX = "daemon-";
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C");

    private final Workplace workplace;
    private final Tools tools;
    private final Ledger ledger;
    private final Sweeper sweeper;
    private final Map<String, Running> started = new ConcurrentHashMap<>();

    @Inject
    HostDaemons(Workplace workplace, Tools tools, Ledger ledger, Sweeper sweeper) {
        this.workplace = workplace;
        this.tools = tools;
        this.ledger = ledger;
        this.sweeper = sweeper;
    }

    private record Running(Child child, StderrTail said) {}

    /**
     * Returns when the daemon answers on its socket.
     *
     * @throws DaemonDownException when it does not, with the last it said
     */
    synchronized void ensure(DaemonKind kind, Deadline deadline) throws IOException, InterruptedException {
        if (answers(kind.socket())) {
            return;
        }
        if (!workplace.startsDaemons()) {
            throw new DaemonDownException("no daemon answers on " + kind.socket(), kind.remedy());
        }
        stop(kind.name());
        Running running = start(kind);
        started.put(kind.name(), running);
        while (!answers(kind.socket())) {
            boolean ended = running.child().await(POLL).isPresent();
            if (ended || deadline.isOver()) {
                stop(kind.name());
                throw new DaemonDownException(
                        kind.name() + (ended ? " ended" : " did not answer in time") + " after it was started: "
                                + running.said().lastWords().orElse("it said nothing"),
                        "see the reason, then ask again");
            }
        }
    }

    private static boolean answers(Path socket) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return channel.isConnected();
        } catch (IOException e) {
            LOG.debug("nobody on {}", socket, e);
            return false;
        }
    }

    private Running start(DaemonKind kind) throws IOException {
        String owner = PREFIX + kind.name();
        TrialNames names = workplace.names(owner);
        Path directory = StateDirectory.make(workplace, names, owner, ledger);
        // what it mounted is gone before its directory is deleted, and its processes before either
        MountsBelow.record(directory, owner, ledger);
        CgroupTree tree = CgroupTree.find().orElseThrow(() -> new IOException("no cgroup2 hierarchy is mounted"));
        CgroupScope scope = CgroupScope.open(tree, names, owner, ledger);
        List<String> command = new ArrayList<>(Wrappers.apart(tools, List.of()));
        command.addAll(kind.command(directory));
        Map<String, String> environment = new HashMap<>(ENVIRONMENT);
        environment.putAll(kind.environment(directory));
        Child child = Children.start(command, environment, scope, names, owner, ledger);
        child.in().close();
        StderrTail said = new StderrTail();
        Thread.ofVirtual().name(owner + " stderr").start(() -> said.drain(child.err()));
        Thread.ofVirtual().name(owner + " stdout").start(() -> discard(child.out()));
        return new Running(child, said);
    }

    private static void discard(InputStream out) {
        try (out) {
            out.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            LOG.debug("stdout of a daemon was closed", e);
        }
    }

    /** Whether the entry is of a daemon that is at work: a sweep leaves it. */
    public boolean holds(Entry entry) {
        return entry.trialId().startsWith(PREFIX)
                && started.containsKey(entry.trialId().substring(PREFIX.length()));
    }

    /** Ends what was started; what was there before the agent is left alone. */
    public synchronized void stopAll() throws InterruptedException {
        for (String name : List.copyOf(started.keySet())) {
            stop(name);
        }
    }

    private void stop(String name) throws InterruptedException {
        started.remove(name);
        sweeper.sweep(entry -> entry.trialId().equals(PREFIX + name));
    }
}
