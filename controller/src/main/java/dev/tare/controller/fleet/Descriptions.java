package dev.tare.controller.fleet;

import dev.tare.controller.trial.Chosen;
import dev.tare.proto.agent.v1.DataInterface;
import dev.tare.proto.agent.v1.DescribeResponse;
import dev.tare.proto.agent.v1.EngineAvailability;
import dev.tare.proto.agent.v1.HostCheck;
import dev.tare.proto.agent.v1.HostFacts;
import dev.tare.proto.agent.v1.NetworkAvailability;
import dev.tare.proto.agent.v1.RuntimeAvailability;
import dev.tare.proto.agent.v1.WantedRuntime;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** From the wire to a description. */
final class Descriptions {

    private Descriptions() {}

    static WantedRuntime wanted(Chosen runtime) {
        return WantedRuntime.newBuilder()
                .setName(runtime.name())
                .putAllOptions(runtime.options())
                .build();
    }

    static AgentDescription of(DescribeResponse response) {
        return new AgentDescription(
                response.getProtocolVersion(),
                response.getVersion(),
                response.getBundleDigest(),
                response.getEngineLayerDigest(),
                response.getHeldBy().isEmpty() ? null : response.getHeldBy(),
                response.getHeldBy().isEmpty()
                        ? null
                        : Instant.EPOCH
                                .plusNanos(response.getHeldSinceUnixNanos())
                                .toString(),
                response.getChecksList().stream().map(Descriptions::check).toList(),
                host(response.getHost()),
                response.getRuntimesList().stream().map(Descriptions::runtime).toList(),
                response.getNetworksList().stream().map(Descriptions::network).toList(),
                response.getEnginesList().stream().map(Descriptions::engine).toList());
    }

    private static AgentDescription.Host host(HostFacts host) {
        return new AgentDescription.Host(
                host.getHostname(),
                host.getKernel(),
                host.getOs(),
                host.getArchitecture(),
                host.getCpuModel(),
                host.getCpuCount(),
                List.copyOf(host.getAllowedCpusList()),
                host.getMemoryBytes(),
                host.getJavaVersion(),
                Map.copyOf(host.getFactsMap()),
                host.getInterfacesList().stream().map(Descriptions::device).toList());
    }

    private static AgentDescription.DataInterface device(DataInterface device) {
        return new AgentDescription.DataInterface(
                device.getName(),
                List.copyOf(device.getAddressesList()),
                device.getMtuBytes(),
                Map.copyOf(device.getOffloadsMap()),
                device.getQdiscJson(),
                device.getDriver(),
                device.getSpeedBitsPerSecond());
    }

    private static Check check(HostCheck check) {
        return new Check(check.getName(), check.getPassed(), check.getFound(), check.getReason(), check.getRemedy());
    }

    private static AgentDescription.RuntimeOnHost runtime(RuntimeAvailability runtime) {
        return new AgentDescription.RuntimeOnHost(
                runtime.getName(),
                Map.copyOf(runtime.getOptionsMap()),
                runtime.getUsable(),
                runtime.getEmulated(),
                runtime.getVersion(),
                runtime.getReason(),
                runtime.getRemedy());
    }

    private static AgentDescription.EngineOnHost engine(EngineAvailability engine) {
        return new AgentDescription.EngineOnHost(
                engine.getName(), engine.getUsable(), engine.getVersion(), engine.getReason(), engine.getRemedy());
    }

    private static AgentDescription.NetworkOnHost network(NetworkAvailability network) {
        return new AgentDescription.NetworkOnHost(
                network.getName(), network.getUsable(), network.getReason(), network.getRemedy());
    }
}
