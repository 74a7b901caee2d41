package dev.tare.agent.host;

import java.util.List;
import java.util.Map;

/**
 * What is worth knowing of a host beside a measurement that was made on it.
 *
 * @param facts everything else, by stable name, e.g. {@code net.ipv4.tcp_rmem}
 */
public record HostFacts(
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
        List<Interface> interfaces) {

    public HostFacts {
        allowedCpus = List.copyOf(allowedCpus);
        facts = Map.copyOf(facts);
        interfaces = List.copyOf(interfaces);
    }

    /**
     * A device of the agent's network namespace.
     *
     * @param offloads as ethtool names them; empty where nobody could tell
     * @param qdiscJson its disciplines with counters, as {@code tc -s -json} prints them
     * @param driver the kind of virtual device, or the name of the driver; empty where unknown
     * @param speedBitsPerSecond negotiated with the other end of the cable; 0 where there is none, or nobody can tell
     */
    public record Interface(
            String name,
            List<String> addresses,
            int mtuBytes,
            Map<String, String> offloads,
            String qdiscJson,
            String driver,
            long speedBitsPerSecond) {

        public Interface {
            addresses = List.copyOf(addresses);
            offloads = Map.copyOf(offloads);
        }
    }
}
