package dev.tare.controller.fleet;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an agent says of itself, as the archive keeps it.
 *
 * @param bundleDigest SHA-256 over the bundle's base layer
 * @param engineLayerDigest SHA-256 over the foreign engines and their libraries; empty without any
 * @param heldBy who holds the agent now; null when it is free
 * @param heldSince ISO 8601, UTC, on the host's wall clock; null when it is free
 * @param checks what the agent needs of its host
 */
public record AgentDescription(
        int protocolVersion,
        String version,
        String bundleDigest,
        String engineLayerDigest,
        @Nullable String heldBy,
        @Nullable String heldSince,
        List<Check> checks,
        Host host,
        List<RuntimeOnHost> runtimes,
        List<NetworkOnHost> networks,
        List<EngineOnHost> engines) {

    public AgentDescription {
        checks = List.copyOf(checks);
        runtimes = List.copyOf(runtimes);
        networks = List.copyOf(networks);
        engines = List.copyOf(engines);
    }

    /**
     * The machine.
     *
     * @param allowedCpus CPUs that the agent, and what it starts, may run on
     * @param facts all else worth keeping, by stable name
     */
    public record Host(
            String hostname,
            String kernel,
            String os,
            String architecture,
            String cpuModel,
            int cpuCount,
            List<Integer> allowedCpus,
            long memoryBytes,
            String javaVersion,
            Map<String, String> facts,
            List<DataInterface> interfaces) {}

    /**
     * A device of the host.
     *
     * @param addresses as the agent writes them
     * @param offloads as ethtool names them
     * @param qdiscJson what {@code tc -s -json qdisc} says of it
     * @param speedBitsPerSecond negotiated; 0 where nothing is, or nobody can tell
     */
    public record DataInterface(
            String name,
            List<String> addresses,
            int mtuBytes,
            Map<String, String> offloads,
            String qdiscJson,
            String driver,
            long speedBitsPerSecond) {}

    /**
     * Whether a runtime can be used with these options.
     *
     * @param emulated true where it runs under emulation: never comparable
     */
    public record RuntimeOnHost(
            String name,
            Map<String, String> options,
            boolean usable,
            boolean emulated,
            String version,
            String reason,
            String remedy) {}

    /** Whether a foreign engine can be used. */
    public record EngineOnHost(String name, boolean usable, String version, String reason, String remedy) {}

    /** Whether a network can be used. */
    public record NetworkOnHost(String name, boolean usable, String reason, String remedy) {}
}
