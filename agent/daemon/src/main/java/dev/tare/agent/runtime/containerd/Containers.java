package dev.tare.agent.runtime.containerd;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.process.CgroupScope;
import dev.tare.agent.process.Child;
import dev.tare.agent.process.Children;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Tools;
import dev.tare.agent.process.UnavailableException;
import dev.tare.agent.process.Workplace;
import dev.tare.agent.runtime.Instance;
import dev.tare.agent.runtime.LaunchSpec;
import dev.tare.agent.runtime.Programs;
import dev.tare.agent.runtime.ScopedInstance;
import dev.tare.agent.runtime.Scopes;
import dev.tare.agent.runtime.Step;
import dev.tare.agent.runtime.Usability;
import dev.tare.agent.runtime.Wrappers;
import dev.tare.agent.runtime.daemon.DaemonSocket;
import dev.tare.agent.runtime.daemon.HostDaemons;
import dev.tare.agent.runtime.oci.OciBundle;
import dev.tare.agent.runtime.oci.OciConfig;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts containers of containerd by {@code ctr run} in the foreground, from the same configuration as the OCI runtimes'. The client
 * copies stdin and stdout through the named pipes that containerd's shim reads and writes, and hands on the exit status.
 */
final class Containers {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Map<String, String> ENVIRONMENT = Map.of("LC_ALL", "C");

    private final ContainerdDaemon daemon;
    private final Parts parts;

    @Inject
    Containers(ContainerdDaemon daemon, Parts parts) {
        this.daemon = daemon;
        this.parts = parts;
    }

    /** What it works with. */
    record Parts(
            Workplace workplace,
            Scopes scopes,
            HostDaemons daemons,
            Ctr ctr,
            Tools tools,
            Programs programs,
            Usability usability) {

        @Inject
        Parts {}
    }

    /** Without its shim a handler cannot be had at all. */
    void requireShim(Handler handler) throws UnavailableException {
        requireShim(handler.shim(), handler);
    }

    void requireShim(String program, Handler handler) throws UnavailableException {
        if (parts.tools().find(program).isEmpty()) {
            throw new UnavailableException(
                    "containerd's handler " + handler.word() + " needs the program " + program
                            + ", which is not on this host",
                    handler.remedy());
        }
    }

    /**
     * Whether a container with this handler works here: one is started.
     *
     * @param tried what of it is tried, in the grammar of trial names
     */
    Availability check(
            Handler handler, String tried, Map<String, String> options, Usability.Launch launch, Deadline deadline) {
        Usability usability = parts.usability();
        return usability.of(
                () -> {
                    requireShim(handler);
                    String version = version(handler, parts.daemons().ensure(daemon, deadline), deadline);
                    return Usability.Candidate.of(tried, version).withOptions(options);
                },
                candidate -> usability.rehearsed(candidate, launch, deadline));
    }

    /** E.g. {@code containerd 1.6.20~ds1 with io.containerd.runc.v2 (runc 1.1.5)}. */
    private String version(Handler handler, Path socket, Deadline deadline) throws IOException, InterruptedException {
        String below = switch (handler) {
            case RUNC -> programVersion("runc", deadline);
            case RUNSC -> programVersion("runsc", deadline);
            case KATA -> parts.programs().version(parts.programs().find(handler.shim(), handler.shim()), deadline);
        };
        return parts.ctr().version(socket, deadline) + " with " + handler.runtime() + " (" + below + ")";
    }

    private String programVersion(String program, Deadline deadline) throws IOException, InterruptedException {
        return parts.programs().version(parts.programs().find(program, program), deadline);
    }

    /**
     * In the network namespace that it is given, or in the host's.
     *
     * @param annotations of its configuration, for the handler
     */
    Instance launch(
            LaunchSpec spec, Optional<Path> netns, Handler handler, Map<String, String> annotations, Ledger ledger)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Scopes scopes = parts.scopes();
        String container = scopes.names(spec).container();
        Path socket = parts.daemons().ensure(daemon, Deadline.after(PATIENCE));
        CgroupScope scope = scopes.open(spec, ledger);
        Map<String, Object> config = new OciConfig(
                        spec, container, netns.map(Containers::asOthersSeeIt), scope.containerPath(), Scopes.cpus(spec))
                .json();
        if (!annotations.isEmpty()) {
            config.put("annotations", annotations);
        }
        OciBundle bundle = OciBundle.write(parts.workplace(), scopes.names(spec), spec.trialId(), config, ledger);
        List<String> command = new ArrayList<>(Wrappers.apart(parts.tools(), spec.cpus()));
        command.addAll(parts.ctr().command(socket, words(bundle, handler, socket, container)));
        ledger.record(spec.trialId(), TaskReaper.KIND, container, DaemonSocket.details(socket));
        long created = System.nanoTime();
        Child client = Children.start(command, ENVIRONMENT, scope, scopes.names(spec), spec.trialId(), ledger);
        TaskStart.await(client, pidFile(bundle), container, scope, Deadline.after(PATIENCE));
        long started = System.nanoTime();
        return new ScopedInstance(
                client, scope, List.of(new Step("created", begin, created), new Step("started", created, started)));
    }

    private static List<String> words(OciBundle bundle, Handler handler, Path socket, String container) {
        List<String> words = new ArrayList<>(List.of(
                "run",
                "--rm",
                "--runtime=" + handler.runtime(),
                "--config=" + bundle.directory().resolve("config.json"),
                "--fifo-dir=" + bundle.directory().resolve("streams"),
                "--pid-file=" + pidFile(bundle)));
        if (handler == Handler.RUNC) {
            // the daemon's: its shim may clean up after the trial is gone, and would make a directory of the trial anew
            words.add("--runc-root=" + socket.resolveSibling("runc"));
        }
        words.add(container);
        return words;
    }

    private static Path pidFile(OciBundle bundle) {
        return bundle.directory().resolve("pid");
    }

    /** A daemon has mounts of its own, and a namespace's name is a mount. */
    private static Path asOthersSeeIt(Path netns) {
        Path root = Path.of("/proc", Long.toString(ProcessHandle.current().pid()), "root");
        return root.resolve(Path.of("/").relativize(netns));
    }
}
