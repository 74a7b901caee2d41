package dev.tare.controller.analysis.measure;

import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.HostEnvironment;
import dev.tare.controller.lab.Lab;
import dev.tare.controller.trial.Side;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an analysis must know of the lab.
 *
 * @param cpus that each side may use; empty when it is not known, then all count
 * @param dataInterfaces device of the link, by side
 * @param oneMachine true when both hosts are namespaces of one machine, so that CPU numbers name the same CPUs
 */
public record Surroundings(
        Map<Side, Set<Integer>> cpus, Map<Side, String> dataInterfaces, int mtuBytes, boolean oneMachine) {

    private static final int DEFAULT_MTU_BYTES = 1500;

    public Surroundings {
        cpus = Map.copyOf(cpus);
        dataInterfaces = Map.copyOf(dataInterfaces);
    }

    public static Surroundings of(Archive archive) {
        return of(archive.lab(), archive.hosts());
    }

    public static Surroundings of(Optional<Lab> lab, Map<Side, HostEnvironment> hosts) {
        Map<Side, Set<Integer>> cpus = new EnumMap<>(Side.class);
        hosts.forEach((side, host) -> cpus.put(side, new TreeSet<>(host.allowedCpus())));
        Map<Side, String> interfaces = new EnumMap<>(Side.class);
        lab.ifPresent(it -> it.hosts().forEach((side, host) -> interfaces.put(side, host.dataInterface())));
        return new Surroundings(
                cpus,
                interfaces,
                lab.map(it -> it.link().mtuBytes()).filter(mtu -> mtu > 0).orElse(DEFAULT_MTU_BYTES),
                lab.map(Lab::madeByTare).orElse(false));
    }

    public Set<Integer> cpus(Side side) {
        return cpus.getOrDefault(side, Set.of());
    }

    /** True when the two sides may run on the same CPU: then their cost can only be given for both together. */
    public boolean sharedCpus() {
        if (!oneMachine) {
            return false;
        }
        Set<Integer> client = cpus(Side.CLIENT);
        Set<Integer> server = cpus(Side.SERVER);
        return client.isEmpty() || server.isEmpty() || !Collections.disjoint(client, new HashSet<>(server));
    }
}
