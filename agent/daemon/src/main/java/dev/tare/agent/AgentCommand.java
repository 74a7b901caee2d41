package dev.tare.agent;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import dev.tare.agent.bundle.Bundle;
import dev.tare.agent.bundle.BundleModule;
import dev.tare.agent.bundle.BundleReader;
import dev.tare.agent.host.HostModule;
import dev.tare.agent.ledger.FileLedger;
import dev.tare.agent.ledger.LedgerModule;
import dev.tare.agent.ledger.SweepReport;
import dev.tare.agent.ledger.Sweeper;
import dev.tare.agent.process.ProcessModule;
import dev.tare.agent.process.Workplace;
import dev.tare.agent.runtime.Rehearsal;
import dev.tare.agent.runtime.daemon.HostDaemons;
import dev.tare.agent.service.AgentServer;
import dev.tare.agent.service.Policy;
import dev.tare.agent.service.ServerSettings;
import dev.tare.agent.service.ServiceModule;
import dev.tare.common.tls.TlsFiles;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The agent's arguments, and its life. */
@Command(
        name = "tare-agent",
        mixinStandardHelpOptions = true,
        description = {
            "Runs trials on this host for a Tare controller. Talks gRPC over mutual TLS; logs to stderr.",
            "Certificates may be replaced while it runs. A first argument of request makes a key and asks for one;"
                    + " see tare-agent request --help."
        })
final class AgentCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(AgentCommand.class);

    /** How long the end of the process waits for the ledger's last writing. */
    private static final long LEDGER_SECONDS = 3;

    /** A runtime that is being tried is killed and swept in some tenths of a second; a daemon takes longer. */
    private static final Duration REHEARSAL_PATIENCE = Duration.ofSeconds(4);

    @Option(names = "--name", required = true, description = "name of this host in the lab, e.g. client")
    private String name = "";

    @Option(
            names = "--listen",
            required = true,
            converter = ListenAddress.class,
            description = "address and port, e.g. 10.0.0.1:7411 or [fd00::1]:7411")
    private InetSocketAddress listen = new InetSocketAddress(0);

    @Option(names = "--bundle", required = true, description = "directory with bundle.json and rootfs/")
    private Path bundle = Path.of("");

    @Option(
            names = "--state",
            required = true,
            description = "directory for the ledger and for what runtimes keep; one agent each")
    private Path state = Path.of("");

    @Option(names = "--ca", required = true, description = "PEM: the authority that signs agents and controllers")
    private Path ca = Path.of("");

    @Option(names = "--certificate", required = true, description = "PEM: this agent's certificate")
    private Path certificate = Path.of("");

    @Option(names = "--key", required = true, description = "PEM: its private key, PKCS#8")
    private Path key = Path.of("");

    @Option(names = "--crl", description = "PEM: the authority's list of revoked certificates")
    private @Nullable Path revocations;

    @Option(
            names = "--tools",
            description = "directory laid out like / and searched for programs before the system's; repeatable")
    private List<Path> tools = new ArrayList<>();

    @Option(
            names = "--start-daemons",
            description = "start the daemon of a runtime (docker, containerd ...) where none answers; it ends with the"
                    + " agent. For hosts that are a lab's own: daemons write tables of the firewall and make the host"
                    + " a router, which is undone after the trial")
    private boolean startDaemons;

    @Option(
            names = "--allow-runtime",
            converter = RuntimeName.class,
            description =
                    "the policy of this host: a runtime that trials may use, e.g. runc; repeatable; without it all")
    private Set<String> runtimes = new LinkedHashSet<>();

    @Option(
            names = "--allow-network",
            converter = NetworkName.class,
            description = "a network that trials may make, e.g. bridge; repeatable; without it all")
    private Set<String> networks = new LinkedHashSet<>();

    @Option(
            names = "--refuse-tuning",
            description =
                    "trials may not change settings of the kernel and of devices by their plan; else they may, and put"
                            + " them back. What a network cannot do without it sets all the same, for as long as the trial"
                            + " lasts: nat, veth-routed and daemon-nat forwarding, host for a moment how a link address is"
                            + " asked for (--allow-network leaves them out)")
    private boolean refuseTuning;

    @Option(
            names = "--shape-links",
            description = "trials may give the data device a token bucket, which replaces its queueing discipline and"
                    + " stays: for hosts that are namespaces of a lab on one machine")
    private boolean shapeLinks;

    @Option(
            names = "--longest-trial",
            description = "seconds that a trial may send, with its warm-up; 0, as without it: any time")
    private long longestTrialSeconds;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public Integer call() throws Exception {
        Bundle found = BundleReader.read(bundle);
        try (FileLedger ledger = FileLedger.open(state)) {
            ledger.problems().forEach(problem -> LOG.error("{}; a copy of the file is beside it", problem));
            Injector injector = Guice.createInjector(
                    Stage.PRODUCTION,
                    new Strictness(),
                    new WorkplaceModule(new Workplace(name, state, found.rootfs(), tools, startDaemons)),
                    new BundleModule(found),
                    new LedgerModule(ledger),
                    new ProcessModule(),
                    new DriversModule(),
                    new HostModule(),
                    new ServiceModule(
                            new ServerSettings(listen, new TlsFiles(ca, certificate, key, revocations)), policy()));
            sweep(injector.getInstance(Sweeper.class));
            serve(new Running(
                    injector.getInstance(AgentServer.class),
                    injector.getInstance(Rehearsal.class),
                    injector.getInstance(HostDaemons.class)));
        } finally {
            closed.countDown();
        }
        return 0;
    }

    private Policy policy() {
        return new Policy(runtimes, networks, !refuseTuning, shapeLinks, Duration.ofSeconds(longestTrialSeconds));
    }

    /** What a killed predecessor left is gone before anybody can ask for a trial. */
    private static void sweep(Sweeper sweeper) throws InterruptedException {
        SweepReport report = sweeper.sweep(_ -> true);
        report.reaped().forEach(object -> LOG.info("swept {}", object));
        report.failed().forEach(failure -> LOG.error("cannot sweep {}", failure));
    }

    /** What has to be ended, in this order: a daemon serves what is being tried. */
    private record Running(AgentServer server, Rehearsal rehearsal, HostDaemons daemons) {}

    private void serve(Running running) throws Exception {
        running.server().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(running), "tare-shutdown"));
        LOG.info("agent {} listens on {}", name, running.server().address());
        ended.await();
    }

    private void end(Running running) {
        try {
            tearDown(running);
            // the ledger stays open until all is struck, and the process until it is closed
            ended.countDown();
            if (!closed.await(LEDGER_SECONDS, TimeUnit.SECONDS)) {
                LOG.error("the ledger is not closed; the next start of the agent reads it as it is");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tearDown(Running running) throws InterruptedException {
        try {
            if (!running.server().stop("the agent is shutting down")) {
                LOG.error("the trial is not torn down; the next start of the agent sweeps");
            }
            if (!running.rehearsal().end(REHEARSAL_PATIENCE)) {
                LOG.error("a runtime that was being tried is not taken away; the next start of the agent sweeps");
            }
            running.daemons().stopAll();
        } catch (RuntimeException e) {
            LOG.error("not all is taken away; the next start of the agent sweeps", e);
        }
    }
}
