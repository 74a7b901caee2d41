package dev.tare.agent.runtime.lxd;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import dev.tare.agent.driver.Availability;
import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.network.Attachment;
import dev.tare.agent.network.NetnsHandover;
import dev.tare.agent.process.CgroupScope;
import dev.tare.agent.process.CgroupTree;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Pid;
import dev.tare.agent.process.Tools;
import dev.tare.agent.process.UnavailableException;
import dev.tare.agent.runtime.Instance;
import dev.tare.agent.runtime.LaunchSpec;
import dev.tare.agent.runtime.Liblxc;
import dev.tare.agent.runtime.Refused;
import dev.tare.agent.runtime.RuntimeDriver;
import dev.tare.agent.runtime.Scopes;
import dev.tare.agent.runtime.Step;
import dev.tare.agent.runtime.Usability;
import dev.tare.agent.runtime.daemon.HostDaemons;
import dev.tare.agent.runtime.daemon.Making;
import dev.tare.common.text.Printable;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container of LXD, by its REST interface. Its init only waits; the probe is a command in it, started when the trial's device has
 * moved in, or LXD's own has its address.
 */
final class LxdRuntime implements RuntimeDriver {

    static final String INSTANCES = "/1.0/instances";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LxdDaemon daemon;
    private final Parts parts;

    @Inject
    LxdRuntime(LxdDaemon daemon, Parts parts) {
        this.daemon = daemon;
        this.parts = parts;
    }

    /** What it works with. */
    record Parts(
            Scopes scopes,
            HostDaemons daemons,
            LxdApi api,
            LxdStore store,
            LxdNetworks networks,
            NetnsHandover handover,
            Tools tools,
            Usability usability) {

        @Inject
        Parts {}
    }

    /** The container's network namespace. */
    private enum Net {
        HOST,
        OWN
    }

    @Override
    public String name() {
        return daemon.name();
    }

    @Override
    public Availability check(Map<String, String> options, Deadline deadline) {
        return parts.usability().of(() -> candidate(deadline), candidate -> attempt(candidate, deadline));
    }

    private Usability.Candidate candidate(Deadline deadline) throws IOException, InterruptedException {
        parts.tools().require(LxdImage.INIT, LxdImage.INIT);
        Path socket = parts.daemons().ensure(daemon, deadline);
        JsonNode server = parts.api().server(socket, deadline);
        JsonNode environment = server.path("environment");
        String version = Printable.of("%s %s (liblxc %s)"
                .formatted(
                        environment.path("server").asText(),
                        environment.path("server_version").asText(),
                        environment.path("driver_version").asText()));
        if (!server.path("auth").asText().equals("trusted")) {
            throw new UnavailableException(version + " does not let the agent in", "start the agent as root");
        }
        return Usability.Candidate.of(name(), version);
    }

    private Availability attempt(Usability.Candidate candidate, Deadline deadline)
            throws IOException, InterruptedException {
        Optional<Availability.Unusable> objection = Liblxc.objection(candidate);
        if (objection.isPresent()) {
            return objection.get();
        }
        Availability own = rehearsed(candidate, Net.OWN, deadline);
        return own instanceof Availability.Usable
                ? rehearsed(Usability.Candidate.of(name() + "-host", candidate.version()), Net.HOST, deadline)
                : own;
    }

    private Availability rehearsed(Usability.Candidate candidate, Net net, Deadline deadline)
            throws IOException, InterruptedException {
        return parts.usability()
                .rehearsed(candidate, (spec, ledger) -> launch(spec, net, Optional.empty(), ledger), deadline);
    }

    @Override
    public Instance launch(LaunchSpec spec, Ledger ledger) throws IOException, InterruptedException {
        return switch (spec.attachment()) {
            case Attachment.HostNetns _ -> launch(spec, Net.HOST, Optional.empty(), ledger);
            case Attachment.Netns own -> launch(spec, Net.OWN, Optional.of(own), ledger);
            case Attachment.DaemonNetwork _ -> launch(spec, Net.OWN, Optional.empty(), ledger);
            case Attachment.Tap _ -> throw Refused.attachment(name(), spec);
        };
    }

    private Instance launch(LaunchSpec spec, Net net, Optional<Attachment.Netns> device, Ledger ledger)
            throws IOException, InterruptedException {
        String container = parts.scopes().names(spec).container();
        Path socket = parts.daemons().ensure(daemon, Deadline.after(PATIENCE));
        // as every network, it is there before the start that is timed
        if (spec.attachment() instanceof Attachment.DaemonNetwork network) {
            parts.networks().make(daemon, socket, network.wanted(), spec.trialId(), ledger);
        }
        long begin = System.nanoTime();
        String pool = parts.store().pool(socket);
        String image = parts.store().image(socket, spec.rootfs());
        CgroupScope scope = parts.scopes().open(spec, ledger);
        CgroupTree tree = CgroupTree.find().orElseThrow(() -> new IOException("no cgroup2 hierarchy is mounted"));
        Entry entry = ledger.record(spec.trialId(), LxdReaper.CONTAINER, container, Making.details(socket));
        LxdContainer asked =
                new LxdContainer(spec, parts.scopes().names(spec), scope, tree, net == Net.HOST, pool, image);
        Entry made = parts.api().make(socket, INSTANCES, asked.request(), entry, ledger);
        long created = System.nanoTime();
        Pid init = start(socket, container);
        ledger.amend(made, init.details());
        if (device.isPresent()) {
            parts.handover().handOver(device.get(), init);
        }
        if (spec.attachment() instanceof Attachment.DaemonNetwork network) {
            parts.handover().nameAndConfigure(network, init);
        }
        LxdCommand command = LxdCommand.start(parts.api(), socket, container, spec);
        long started = System.nanoTime();
        return new LxdInstance(
                command, scope, List.of(new Step("created", begin, created), new Step("started", created, started)));
    }

    private Pid start(Path socket, String container) throws IOException {
        String state = INSTANCES + "/" + container + "/state";
        parts.api().carryOut(socket, Method.PUT, state, Map.of("action", "start", "timeout", PATIENCE.toSeconds()));
        long pid = parts.api().get(socket, state).path("pid").asLong();
        if (pid <= 0) {
            throw new IOException("the container ended before it could be looked at");
        }
        return Pid.of(pid);
    }
}
