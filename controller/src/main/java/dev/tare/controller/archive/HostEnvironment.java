package dev.tare.controller.archive;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code environment/HOST.json}: what the agent of a host said of itself. Everything may be missing in an archive of a
 * campaign that broke early.
 *
 * @param agentVersion of the agent's build
 * @param allowedCpus that the agent, and what it starts, may run on
 * @param facts sysctls, clock source, tool versions and the like, by stable name
 */
public record HostEnvironment(
        int schemaVersion,
        String agentVersion,
        String bundleDigest,
        String engineLayerDigest,
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
        List<Interface> interfaces,
        List<Availability> runtimes,
        List<Availability> networks,
        List<Availability> engines) {

    public HostEnvironment(
            int schemaVersion,
            @Nullable String agentVersion,
            @Nullable String bundleDigest,
            @Nullable String engineLayerDigest,
            @Nullable String hostname,
            @Nullable String kernel,
            @Nullable String os,
            @Nullable String architecture,
            @Nullable String cpuModel,
            int cpuCount,
            @Nullable List<Integer> allowedCpus,
            long memoryBytes,
            @Nullable String javaVersion,
            @Nullable Map<String, String> facts,
            @Nullable List<Interface> interfaces,
            @Nullable List<Availability> runtimes,
            @Nullable List<Availability> networks,
            @Nullable List<Availability> engines) {
        this.schemaVersion = schemaVersion;
        this.agentVersion = text(agentVersion);
        this.bundleDigest = text(bundleDigest);
        this.engineLayerDigest = text(engineLayerDigest);
        this.hostname = text(hostname);
        this.kernel = text(kernel);
        this.os = text(os);
        this.architecture = text(architecture);
        this.cpuModel = text(cpuModel);
        this.cpuCount = cpuCount;
        this.allowedCpus = allowedCpus == null ? List.of() : List.copyOf(allowedCpus);
        this.memoryBytes = memoryBytes;
        this.javaVersion = text(javaVersion);
        this.facts = facts == null ? Map.of() : Map.copyOf(facts);
        this.interfaces = interfaces == null ? List.of() : List.copyOf(interfaces);
        this.runtimes = runtimes == null ? List.of() : List.copyOf(runtimes);
        this.networks = networks == null ? List.of() : List.copyOf(networks);
        this.engines = engines == null ? List.of() : List.copyOf(engines);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** A network device of the host. */
    public record Interface(
            String name,
            @Nullable List<String> addresses,
            int mtuBytes,
            @Nullable Map<String, String> offloads,
            @Nullable String qdiscJson,
            @Nullable String driver) {}

    /** Whether a runtime, with these options, a network or an engine can be used on the host and, if not, why. */
    public record Availability(
            String name,
            @Nullable Map<String, String> options,
            boolean usable,
            boolean emulated,
            @Nullable String version,
            @Nullable String reason,
            @Nullable String remedy) {}
}
