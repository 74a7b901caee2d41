package dev.tare.agent.runtime.daemon;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Ulimit;
import com.github.dockerjava.api.model.Version;
import dev.tare.agent.driver.Availability;
import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.network.Attachment;
import dev.tare.agent.network.NetnsHandover;
import dev.tare.agent.process.CgroupScope;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Pid;
import dev.tare.agent.runtime.Instance;
import dev.tare.agent.runtime.LaunchSpec;
import dev.tare.agent.runtime.Refused;
import dev.tare.agent.runtime.RuntimeDriver;
import dev.tare.agent.runtime.Scopes;
import dev.tare.agent.runtime.Step;
import dev.tare.agent.runtime.Usability;
import dev.tare.common.linux.CpuSet;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container of Docker or of Podman, by the API that both have. It gets no network from its daemon: the trial's device moves into
 * its namespace as soon as there is one, while the probe waits to be told what to do.
 */
final class ContainerRuntime implements RuntimeDriver {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String LABEL = "tare.trial";
    private static final String TMPFS = "rw,nosuid,nodev,mode=1777,size=64m";

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
            NetnsHandover handover,
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
                DaemonInfo info = parts.apis().info(socket);
                String version =
                        name() + " " + said.getVersion() + " (API " + said.getApiVersion() + info.withComma() + ")";
                if (OldestApi.isNewerThan(said.getApiVersion())) {
                    return new Availability.Unusable(
                            version + " is too old: it speaks no API " + OldestApi.TEXT,
                            "install a newer " + name() + ", of API " + OldestApi.TEXT + " or later");
                }
                Optional<Availability.Unusable> objection = info.objection(name());
                if (objection.isPresent()) {
                    return objection.get();
                }
                Usability.Candidate candidate = Usability.Candidate.of(name(), version);
                return usability.remembered(candidate, () -> usability.rehearsed(candidate, this::launch, deadline));
            } catch (RuntimeException e) {
                // docker-java's refusals, and its own for a connection that broke
                return new Availability.Unusable(
                        name() + " failed: " + e.getMessage(), "see the reason; then ask again");
            }
        });
    }

    @Override
    public Instance launch(LaunchSpec spec, Ledger ledger) throws IOException, InterruptedException {
        Optional<Attachment.Netns> own = switch (spec.attachment()) {
            case Attachment.HostNetns _ -> Optional.empty();
            case Attachment.Netns netns -> Optional.of(netns);
            case Attachment.Tap _, Attachment.DaemonNetwork _ -> throw Refused.attachment(name(), spec);
        };
        String container = parts.scopes().names(spec).container();
        long begin = System.nanoTime();
        Path socket = parts.daemons().ensure(daemon, Deadline.after(PATIENCE));
        DockerClient client = parts.apis().of(socket);
        try {
            String image = parts.images().ensure(daemon, socket, client, spec.rootfs());
            CgroupScope scope = parts.scopes().open(spec, ledger);
            Entry entry =
                    ledger.record(spec.trialId(), DaemonReaper.CONTAINER, container, DaemonSocket.details(socket));
            create(client, image, container, spec, own.isPresent() ? "none" : "host", scope);
            ledger.amend(entry, Map.of(DaemonReaper.CREATED, "true"));
            Optional<String> first = daemon.beforeAttach(container);
            if (first.isPresent()) {
                parts.apis().post(socket, first.get());
            }
            ContainerStreams streams = ContainerStreams.attach(socket, container);
            try {
                long created = System.nanoTime();
                client.startContainerCmd(container).exec();
                Pid process = process(client, container);
                ledger.amend(entry, process.details());
                if (own.isPresent()) {
                    parts.handover().handOver(own.get(), process);
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
            throw new IOException(name() + ": " + e.getMessage(), e);
        }
    }

    private static void create(
            DockerClient client, String image, String container, LaunchSpec spec, String network, CgroupScope scope)
            throws IOException {
        HostConfig host = HostConfig.newHostConfig()
                .withNetworkMode(network)
                .withCgroupParent(scope.containerPath())
                .withReadonlyRootfs(true)
                .withTmpFs(Map.of("/tmp", TMPFS))
                .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE))
                .withCapDrop(Capability.ALL)
                .withCapAdd(Capability.NET_ADMIN)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withUlimits(
                        new Ulimit[] {limit("nofile", OwnLimits.openFiles()), limit("nproc", OwnLimits.processes())});
        if (!spec.cpus().isEmpty()) {
            host.withCpusetCpus(new CpuSet(spec.cpus()).toString());
        }
        try (CreateContainerCmd create = client.createContainerCmd(image)) {
            create.withName(container)
                    .withCmd(spec.arguments())
                    .withEnv(spec.environment().entrySet().stream()
                            .map(variable -> variable.getKey() + "=" + variable.getValue())
                            .sorted()
                            .toList())
                    .withWorkingDir("/")
                    .withLabels(Map.of(LABEL, spec.trialId()))
                    .withStdinOpen(true)
                    .withStdInOnce(true)
                    .withAttachStdin(true)
                    .withAttachStdout(true)
                    .withAttachStderr(true)
                    .withHostConfig(host)
                    .exec();
        }
    }

    private static Ulimit limit(String name, long hard) {
        return new Ulimit(name, hard, hard);
    }

    private static Pid process(DockerClient client, String container) throws IOException {
        Long pid = client.inspectContainerCmd(container).exec().getState().getPidLong();
        if (pid == null || pid == 0) {
            throw new IOException("the container ended before it could be looked at");
        }
        return Pid.of(pid);
    }
}
