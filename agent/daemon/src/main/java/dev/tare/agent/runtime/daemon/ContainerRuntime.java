package dev.tare.agent.runtime.daemon;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Version;
import dev.tare.agent.driver.Availability;
import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.network.Attachment;
import dev.tare.agent.network.NetnsHandover;
import dev.tare.agent.process.CgroupScope;
import dev.tare.agent.process.CommandFailedException;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Pid;
import dev.tare.agent.process.Tools;
import dev.tare.agent.runtime.Instance;
import dev.tare.agent.runtime.LaunchSpec;
import dev.tare.agent.runtime.Programs;
import dev.tare.agent.runtime.Refused;
import dev.tare.agent.runtime.RuntimeDriver;
import dev.tare.agent.runtime.Scopes;
import dev.tare.agent.runtime.Step;
import dev.tare.agent.runtime.Usability;
import dev.tare.agent.runtime.daemon.ContainerRequest.Net;
import dev.tare.common.text.Printable;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A container of Docker or of Podman, by the API that both have. Unless a network of the daemon's own is asked for it gets none from
 * it: the trial's device moves into its namespace as soon as there is one, while the probe waits to be told what to do; or, for a
 * runtime that takes devices when it starts, into a namespace that the container joins.
 */
final class ContainerRuntime implements RuntimeDriver {

    private static final Logger LOG = LoggerFactory.getLogger(ContainerRuntime.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DaemonKind daemon;
    private final Parts parts;

    ContainerRuntime(DaemonKind daemon, Parts parts) {
        this.daemon = daemon;
        this.parts = parts;
    }

    /** What it works with. */
    record Parts(
            Scopes scopes,
            HostDaemons daemons,
            ContainerApis apis,
            BundleImages images,
            DaemonNetworks networks,
            NetnsHandover handover,
            ContainerProcess processes,
            Programs programs,
            Usability usability) {

        @Inject
        Parts {}
    }

    @Override
    public String name() {
        return daemon.name();
    }

    @Override
    public Availability check(Map<String, String> options, Deadline deadline) {
        Usability usability = parts.usability();
        return usability.unless(() -> {
            try {
                Path socket = parts.daemons().ensure(daemon, deadline);
                Version said = parts.apis().of(socket).versionCmd().exec();
                String spoken = name() + " " + said.getVersion() + " (API " + said.getApiVersion();
                Optional<String> missing = OldestApi.missing(said);
                if (missing.isPresent()) {
                    return new Availability.Unusable(
                            spoken + ") is too old: it speaks no " + missing.get(),
                            "install a newer " + name() + ", of " + missing.get() + " or later");
                }
                DaemonInfo info = parts.apis().info(socket);
                LowerRuntime lower = LowerRuntime.of(name(), options);
                String version = spoken + info.end(lower, built(info, lower, deadline));
                Optional<Availability.Unusable> objection = info.objection(name(), lower);
                if (objection.isPresent()) {
                    return objection.get();
                }
                Usability.Candidate candidate =
                        Usability.Candidate.of(lower.under(name()), version).withOptions(options);
                return usability.remembered(candidate, () -> usability.rehearsed(candidate, this::rehearse, deadline));
            } catch (RuntimeException e) {
                // docker-java's refusals, and its own for a connection that broke
                return new Availability.Unusable(name() + " failed: " + said(e), "see the reason; then ask again");
            }
        });
    }

    /** {@code runsc 0.0~20240729.0}: what a daemon starts containers with has a version of its own. */
    private String built(DaemonInfo info, LowerRuntime lower, Deadline deadline)
            throws IOException, InterruptedException {
        // Podman tells the first place where it would look, whether there is something or not
        Optional<Path> program = info.program(lower, Tools::ofSystem).filter(Files::isExecutable);
        try {
            return program.isPresent() ? parts.programs().version(Programs.Build.of(program.get()), deadline) : "";
        } catch (CommandFailedException e) {
            // a wrapper that does not know the question runs containers all the same
            LOG.info("{} does not tell its version", program.get(), e);
            return "";
        }
    }

    @Override
    public Instance launch(LaunchSpec spec, Ledger ledger) throws IOException, InterruptedException {
        LowerRuntime lower = LowerRuntime.of(name(), spec.options());
        return switch (spec.attachment()) {
            case Attachment.Netns netns -> launch(spec, lower, Optional.of(netns), Net.of("none"), ledger);
            case Attachment.HostNetns _
            when !lower.takesDevicesAtItsStart() -> launch(spec, lower, Optional.empty(), Net.of("host"), ledger);
            case Attachment.DaemonNetwork network -> launch(spec, lower, Optional.empty(), Net.of(network), ledger);
            case Attachment.HostNetns _, Attachment.Tap _ -> throw Refused.attachment(name(), spec);
        };
    }

    /** On the host's network, and with none where a host's is not taken. */
    private Instance rehearse(LaunchSpec spec, Ledger ledger) throws IOException, InterruptedException {
        LowerRuntime lower = LowerRuntime.of(name(), spec.options());
        String mode = lower.takesDevicesAtItsStart() ? "none" : "host";
        return launch(spec, lower, Optional.empty(), Net.of(mode), ledger);
    }

    /** @param own the device that it gets; with none it has only that network */
    private Instance launch(LaunchSpec spec, LowerRuntime lower, Optional<Attachment.Netns> own, Net net, Ledger ledger)
            throws IOException, InterruptedException {
        String container = parts.scopes().names(spec).container();
        Path socket = parts.daemons().ensure(daemon, Deadline.after(PATIENCE));
        DockerClient client = parts.apis().of(socket);
        try {
            // as every network, it is there before the start that is timed
            if (spec.attachment() instanceof Attachment.DaemonNetwork wanted) {
                parts.networks().make(daemon, socket, wanted.wanted(), spec.trialId(), ledger);
            }
            long begin = System.nanoTime();
            String image = parts.images().ensure(daemon, socket, client, spec.rootfs());
            CgroupScope scope = parts.scopes().open(spec, ledger);
            boolean early = own.isPresent() && lower.takesDevicesAtItsStart();
            Net network = early
                    ? Net.of(new NetnsHolder(client, parts.handover())
                            .hold(own.get(), spec, image, container, scope, socket, ledger))
                    : net;
            Entry asked = ledger.record(spec.trialId(), DaemonReaper.CONTAINER, container, Making.details(socket));
            ContainerRequest request = new ContainerRequest(
                    image,
                    container,
                    spec.trialId(),
                    spec.arguments(),
                    spec.environment(),
                    spec.cpus(),
                    network,
                    lower.named().orElse(""));
            Entry entry = Making.ask(asked, ledger, () -> request.send(client, scope));
            Optional<String> first = daemon.beforeAttach(container);
            if (first.isPresent()) {
                parts.apis().post(socket, first.get());
            }
            ContainerStreams streams = ContainerStreams.attach(socket, container);
            try {
                long created = System.nanoTime();
                client.startContainerCmd(container).exec();
                Pid process = ContainerProcess.of(client, container);
                ledger.amend(entry, process.details());
                parts.processes().bringInto(scope, process, spec.cpus());
                if (own.isPresent() && !early) {
                    parts.handover().handOver(own.get(), process);
                }
                if (spec.attachment() instanceof Attachment.DaemonNetwork made) {
                    parts.handover().name(made, process);
                }
                long started = System.nanoTime();
                return new ContainerInstance(
                        client,
                        container,
                        streams,
                        scope,
                        List.of(new Step("created", begin, created), new Step("started", created, started)));
            } catch (IOException | InterruptedException | RuntimeException e) {
                streams.abandon();
                throw e;
            }
        } catch (RuntimeException e) {
            // docker-java's refusals, and its own for a connection that broke
            throw new IOException(name() + ": " + said(e), e);
        }
    }

    /** A daemon's answers end with a line's end, and a container's runtime may have had a say in them. */
    private static String said(RuntimeException refusal) {
        return Printable.of(String.valueOf(refusal.getMessage()).strip());
    }
}
