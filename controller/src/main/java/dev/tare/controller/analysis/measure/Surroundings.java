package dev.tare.controller.analysis.measure;

import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.HostEnvironment;
import dev.tare.controller.lab.Lab;
import dev.tare.controller.trial.Pair;
import dev.tare.controller.trial.Side;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the analysis of a trial must know of its hosts.
 *
 * @param cpus that each side may use; empty when it is not known, then all count
 * @param dataInterfaces device of the link, by side
 * @param oneMachine true when both hosts are namespaces of one machine, so that CPU numbers name the same CPUs
 * @param oneHost true when one host, with one agent, has both sides
 * @param tcpTimestamps false when a host is known to have them switched off
 */
public record Surroundings(
        Map<Side, Set<Integer>> cpus,
        Map<Side, String> dataInterfaces,
        int mtuBytes,
        boolean oneMachine,
        boolean oneHost,
        boolean tcpTimestamps) {

    private static final int DEFAULT_MTU_BYTES = 1500;

    public Surroundings {
        cpus = Map.copyOf(cpus);
        dataInterfaces = Map.copyOf(dataInterfaces);
    }

    /** With timestamps, as hosts usually have them. */
    public Surroundings(
            Map<Side, Set<Integer>> cpus,
            Map<Side, String> dataInterfaces,
            int mtuBytes,
            boolean oneMachine,
            boolean oneHost) {
        this(cpus, dataInterfaces, mtuBytes, oneMachine, oneHost, true);
    }

    /** Those of any trial of the archive. */
    public static Source of(Archive archive) {
        return of(archive.lab(), archive.hosts());
    }

    /**
     * Those of any trial.
     *
     * @param hosts by name
     */
    public static Source of(Optional<Lab> lab, Map<String, HostEnvironment> hosts) {
        return pair -> between(pair, lab, hosts);
    }

    /** Knows them for every pair of hosts. */
    @FunctionalInterface
    public interface Source {
        Surroundings of(Pair pair);
    }

    private static Surroundings between(Pair pair, Optional<Lab> lab, Map<String, HostEnvironment> hosts) {
        Map<Side, Set<Integer>> cpus = new EnumMap<>(Side.class);
        Map<Side, String> interfaces = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            HostEnvironment host = hosts.get(pair.host(side));
            if (host != null) {
                cpus.put(side, new TreeSet<>(host.allowedCpus()));
            }
            lab.map(it -> it.hosts().get(pair.host(side))).ifPresent(it -> interfaces.put(side, it.dataInterface()));
        }
        return new Surroundings(
                cpus,
                interfaces,
                lab.map(it -> it.link().mtuBytes()).filter(mtu -> mtu > 0).orElse(DEFAULT_MTU_BYTES),
                lab.map(Lab::madeByTare).orElse(false),
                pair.isOneHost(),
                Stream.of(Side.values())
                        .map(side -> hosts.get(pair.host(side)))
                        .noneMatch(
                                host -> host != null && "0".equals(host.facts().get("net.ipv4.tcp_timestamps"))));
    }

    public Set<Integer> cpus(Side side) {
        return cpus.getOrDefault(side, Set.of());
    }

    /** True when the two sides may run on the same CPU: then their cost can only be given for both together. */
    public boolean sharedCpus() {
        if (oneHost || !oneMachine) {
            return oneHost;
        }
        Set<Integer> client = cpus(Side.CLIENT);
        Set<Integer> server = cpus(Side.SERVER);
        return client.isEmpty() || server.isEmpty() || !Collections.disjoint(client, new HashSet<>(server));
    }
}
