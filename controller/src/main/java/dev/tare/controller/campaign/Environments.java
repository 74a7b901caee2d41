package dev.tare.controller.campaign;

import dev.tare.controller.archive.HostEnvironment;
import dev.tare.controller.fleet.AgentDescription;
import java.util.Map;
import java.util.TreeMap;

/** What an agent says of its host, as the archive keeps it. */
final class Environments {

    private static final int SCHEMA_VERSION = 1;

    private Environments() {}

    static Map<String, HostEnvironment> of(Map<String, AgentDescription> agents) {
        Map<String, HostEnvironment> hosts = new TreeMap<>();
        agents.forEach((name, agent) -> hosts.put(name, of(agent)));
        return hosts;
    }

    private static HostEnvironment of(AgentDescription agent) {
        AgentDescription.Host host = agent.host();
        return new HostEnvironment(
                SCHEMA_VERSION,
                agent.version(),
                agent.bundleDigest(),
                agent.engineLayerDigest(),
                host.hostname(),
                host.kernel(),
                host.os(),
                host.architecture(),
                host.cpuModel(),
                host.cpuCount(),
                host.allowedCpus(),
                host.memoryBytes(),
                host.javaVersion(),
                host.facts(),
                host.interfaces().stream().map(Environments::device).toList(),
                agent.runtimes().stream().map(Environments::runtime).toList(),
                agent.networks().stream().map(Environments::network).toList(),
                agent.engines().stream().map(Environments::engine).toList());
    }

    private static HostEnvironment.Interface device(AgentDescription.DataInterface device) {
        return new HostEnvironment.Interface(
                device.name(),
                device.addresses(),
                device.mtuBytes(),
                device.offloads(),
                device.qdiscJson(),
                device.driver());
    }

    private static HostEnvironment.Availability runtime(AgentDescription.RuntimeOnHost runtime) {
        return new HostEnvironment.Availability(
                runtime.name(),
                runtime.options(),
                runtime.usable(),
                runtime.emulated(),
                runtime.version(),
                runtime.reason(),
                runtime.remedy());
    }

    private static HostEnvironment.Availability engine(AgentDescription.EngineOnHost engine) {
        return new HostEnvironment.Availability(
                engine.name(), Map.of(), engine.usable(), false, engine.version(), engine.reason(), engine.remedy());
    }

    private static HostEnvironment.Availability network(AgentDescription.NetworkOnHost network) {
        return new HostEnvironment.Availability(
                network.name(), Map.of(), network.usable(), false, "", network.reason(), network.remedy());
    }
}
