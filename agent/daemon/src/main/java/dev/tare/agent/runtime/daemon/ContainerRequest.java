package dev.tare.agent.runtime.daemon;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Ulimit;
import dev.tare.agent.network.Attachment;
import dev.tare.agent.process.CgroupScope;
import dev.tare.common.linux.CpuSet;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A container that a daemon is to make, confined as every other runtime's.
 *
 * @param cpus as in a {@code LaunchSpec}
 * @param network that it is on
 * @param runtime what the daemon is to start it with; empty for its default
 */
record ContainerRequest(
        String image,
        String name,
        String trialId,
        List<String> arguments,
        Map<String, String> environment,
        List<Integer> cpus,
        Net network,
        String runtime) {

    private static final String LABEL = "tare.trial";
    private static final String TMPFS = "rw,nosuid,nodev,mode=1777,size=64m";

    ContainerRequest {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        cpus = List.copyOf(cpus);
    }

    /**
     * A network.
     *
     * @param mode {@code none}, {@code host}, {@code container:NAME} or the name of a network of the daemon's
     * @param address there, without prefix length; empty where it gets none
     * @param linkAddress of its device; empty where it is not ours to choose
     */
    record Net(String mode, String address, String linkAddress) {

        static Net of(String mode) {
            return new Net(mode, "", "");
        }

        static Net of(Attachment.DaemonNetwork network) {
            return new Net(
                    network.wanted().name(), network.literal(), network.wanted().linkAddress());
        }
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
                    .withHostConfig(host(scope));
            if (!network.address().isEmpty()) {
                create.withIpv4Address(network.address()).withMacAddress(network.linkAddress());
            }
            create.exec();
        }
    }

    private HostConfig host(CgroupScope scope) throws IOException {
        HostConfig host = HostConfig.newHostConfig()
                .withNetworkMode(network.mode())
                .withCgroupParent(scope.containerPath())
                .withReadonlyRootfs(true)
                .withTmpFs(Map.of("/tmp", TMPFS))
                .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE))
                .withCapDrop(Capability.ALL)
                .withCapAdd(Capability.NET_ADMIN, Capability.SYS_NICE)
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
