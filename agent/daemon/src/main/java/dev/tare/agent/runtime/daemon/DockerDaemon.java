package dev.tare.agent.runtime.daemon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.network.Attachment;
import dev.tare.agent.network.Firewall;
import dev.tare.agent.process.Commands;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Tools;
import dev.tare.agent.process.UnavailableException;
import dev.tare.agent.runtime.Wrappers;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The daemon of Docker. One that the agent starts makes no networks of itself, does not turn the host into a router, and has its
 * firewall rules in force only while a trial wants a network that needs them. It knows of crun and runsc what the agent finds when it
 * starts it.
 */
final class DockerDaemon implements DaemonKind {

    private static final Pattern RELEASE_WITH_KEY = Pattern.compile("version (1[0-9]|2[0-2])\\.");
    /** Unless they are told not to. */
    private static final Pattern RELEASE_WITH_RULES_OF_IPV6 = Pattern.compile("version (2[7-9]|[3-9][0-9])\\.");

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Beside the socket: the rules of its firewall, when no trial needs them. */
    private static final String RULES = "firewall";

    private final Tools tools;
    private final Commands commands;
    private final Firewall firewall;

    /** Of the daemon that is being started; null where its rules could not be put aside, so that it is to make none. */
    private volatile @Nullable Entry remembered;

    @Inject
    DockerDaemon(Tools tools, Commands commands, Firewall firewall) {
        this.tools = tools;
        this.commands = commands;
        this.firewall = firewall;
    }

    @Override
    public void beforeStart(Path run, Ledger ledger) throws IOException, InterruptedException {
        remembered = firewall.isFree() ? firewall.remember(HostDaemons.owner(this), ledger) : null;
    }

    @Override
    public void afterStart(Path socket, Ledger ledger) throws IOException, InterruptedException {
        Entry before = remembered;
        if (before != null) {
            // it listens before its rules are there, and answers when they are
            try (DaemonHttp http = DaemonHttp.to(socket);
                    Response _ = http.execute(Request.builder()
                            .method(Request.Method.GET)
                            .path("/_ping")
                            .build())) {
                firewall.putAside(socket.resolveSibling(RULES), before, ledger);
            } catch (UncheckedIOException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }

    /** Even for a network without rules it makes a table. */
    @Override
    public void beforeNetwork(Path socket, Attachment.Shape shape, String trialId, Ledger ledger)
            throws IOException, InterruptedException {
        Path rules = socket.resolveSibling(RULES);
        boolean has = Files.exists(rules);
        if (!has && shape == Attachment.Shape.NAT) {
            throw new UnavailableException(
                    "Docker was started without rules of a firewall, since there were others in this host's tables, and cannot hide"
                            + " a network behind the host",
                    "look at them (nft list tables), remove them if they are nobody's, and restart the agent");
        }
        if (has) {
            firewall.remember(trialId, ledger);
            firewall.bringBack(rules);
        }
    }

    private String version(String dockerd) throws IOException {
        try {
            return commands.run(List.of(dockerd, "--version"), Deadline.after(PATIENCE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("while dockerd was asked for its version");
        }
    }

    @Override
    public String name() {
        return "docker";
    }

    @Override
    public Path socket() {
        return Path.of("/run/docker.sock");
    }

    @Override
    public List<String> command(Path directory, Path run, Path socket) throws IOException {
        // neither the machine's configuration nor its identity, which releases before 23 keep in a file of their own
        Path configuration = directory.resolve("daemon.json");
        String dockerd = tools.require("dockerd", "docker.io");
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        String version = version(dockerd);
        if (RELEASE_WITH_KEY.matcher(version).find()) {
            settings.put("deprecated-key-path", directory.resolve("key.json").toString());
        }
        if (RELEASE_WITH_RULES_OF_IPV6.matcher(version).find()) {
            settings.put("ip6tables", false);
        }
        ObjectNode runtimes = settings.putObject("runtimes");
        tools.find("crun").ifPresent(crun -> runtimes.putObject("crun").put("path", crun.toString()));
        Optional<Path> runsc = tools.find("runsc");
        if (runsc.isPresent()) {
            List<String> words = new ArrayList<>(Wrappers.withoutNetSysctls(tools));
            // as the agent's own gVisor: control groups of both versions side by side are too much for it
            words.addAll(List.of(runsc.get().toString(), "--platform=systrap", "--ignore-cgroups"));
            ArrayNode arguments =
                    runtimes.putObject("runsc").put("path", words.removeFirst()).putArray("runtimeArgs");
            words.forEach(arguments::add);
        }
        Files.writeString(configuration, settings.toString());
        return List.of(
                dockerd,
                "--config-file=" + configuration,
                "--data-root=" + directory.resolve("data"),
                "--exec-root=" + run.resolve("exec"),
                "--pidfile=" + run.resolve("pid"),
                "--host=unix://" + socket,
                // the trial's cgroup is named by its path, which systemd's driver does not take
                "--exec-opt=native.cgroupdriver=cgroupfs",
                "--bridge=none",
                "--iptables=" + (remembered != null),
                // with it, all that is routed by this host and is not Docker's would be dropped
                "--ip-forward=false",
                "--log-level=warn");
    }

    @Override
    public String remedy() {
        return "systemctl start docker (Debian's package is docker.io)";
    }
}
