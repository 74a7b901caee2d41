package dev.tare.agent.runtime.daemon;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Ulimit;
import dev.tare.agent.process.CgroupScope;
import dev.tare.common.linux.CpuSet;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A container that a daemon is to make, confined as every other runtime's.
 *
 * @param cpus as in a {@code LaunchSpec}
 * @param network mode: {@code none}, {@code host} or {@code container:NAME}
 * @param runtime what the daemon is to start it with; empty for its default
 */
record ContainerRequest(
        String image,
        String name,
        String trialId,
        List<String> arguments,
        Map<String, String> environment,
        List<Integer> cpus,
        String network,
        String runtime) {

    private static final String LABEL = "tare.trial";
    private static final String TMPFS = "rw,nosuid,nodev,mode=1777,size=64m";

    ContainerRequest {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        cpus = List.copyOf(cpus);
    }

    /** @param scope the trial's, in which its control group is to be */
    void send(DockerClient client, CgroupScope scope) throws IOException {
        try (CreateContainerCmd create = client.createContainerCmd(image)) {
            create.withName(name)
                    .withCmd(arguments)
                    .withEnv(environment.entrySet().stream()
                            .map(variable -> variable.getKey() + "=" + variable.getValue())
                            .sorted()
                            .toList())
                    .withWorkingDir("/")
                    .withLabels(Map.of(LABEL, trialId))
                    .withStdinOpen(true)
                    .withStdInOnce(true)
                    .withAttachStdin(true)
                    .withAttachStdout(true)
                    .withAttachStderr(true)
                    .withHostConfig(host(scope))
                    .exec();
        }
    }

    private HostConfig host(CgroupScope scope) throws IOException {
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
        if (!runtime.isEmpty()) {
            host.withRuntime(runtime);
        }
        if (!cpus.isEmpty()) {
            host.withCpusetCpus(new CpuSet(cpus).toString());
        }
        return host;
    }

    private static Ulimit limit(String name, long hard) {
        return new Ulimit(name, hard, hard);
    }
}
