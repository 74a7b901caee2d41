package dev.tare.controller.lab;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.tare.common.linux.CpuSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * Which CPUs each host's agent, and all that it starts, may use.
 *
 * @param hosts by name
 * @param controller where the lab's keeper and the controller run
 */
public record CpuPlan(SequencedMap<String, CpuSet> hosts, CpuSet controller) {

    public CpuPlan {
        hosts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(hosts));
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static CpuPlan read(LinkedHashMap<String, CpuSet> all) {
        SequencedMap<String, CpuSet> hosts = new LinkedHashMap<>(all);
        CpuSet controller = hosts.remove(HostName.CONTROLLER);
        if (controller == null) {
            throw new IllegalArgumentException("no CPUs for the controller");
        }
        return new CpuPlan(hosts, controller);
    }

    /** Hosts and controller in one mapping: no host is called {@link HostName#CONTROLLER}. */
    @JsonValue
    Map<String, CpuSet> all() {
        Map<String, CpuSet> all = new LinkedHashMap<>(hosts);
        all.put(HostName.CONTROLLER, controller);
        return all;
    }

    /**
     * All hosts get equally many. Where there are enough, at least one is left over, for the controller; where there are
     * fewer than hosts, they are dealt out in turn and shared.
     */
    public static CpuPlan split(CpuSet allowed, List<String> names) {
        List<Integer> cpus = allowed.cpus();
        int each = Math.max(1, (cpus.size() - 1) / names.size());
        SequencedMap<String, CpuSet> hosts = new LinkedHashMap<>();
        for (int host = 0; host < names.size(); host++) {
            List<Integer> own = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                own.add(cpus.get((host * each + i) % cpus.size()));
            }
            hosts.put(names.get(host), new CpuSet(own));
        }
        return new CpuPlan(hosts, rest(allowed, hosts));
    }

    /** As somebody asked for it. */
    public static CpuPlan of(CpuSet allowed, List<String> names, Map<String, CpuSet> chosen) {
        SequencedMap<String, CpuSet> hosts = new LinkedHashMap<>(split(allowed, names).hosts);
        hosts.putAll(chosen);
        for (CpuSet cpus : hosts.values()) {
            if (!allowed.contains(cpus.cpus())) {
                throw new IllegalArgumentException("CPUs " + cpus + " are not among those allowed here: " + allowed);
            }
        }
        return new CpuPlan(hosts, rest(allowed, hosts));
    }

    public CpuSet of(String host) {
        CpuSet cpus = hosts.get(host);
        if (cpus == null) {
            throw new IllegalStateException("no CPUs for host " + host);
        }
        return cpus;
    }

    /** True where work of one host can run on a CPU of another: costs then belong to both together. */
    public boolean isShared() {
        long distinct = hosts.values().stream()
                .flatMap(cpus -> cpus.cpus().stream())
                .distinct()
                .count();
        return distinct
                < hosts.values().stream().mapToInt(cpus -> cpus.cpus().size()).sum();
    }

    /** For people: {@code client 0, server 1}. */
    public String text() {
        return hosts.entrySet().stream()
                .map(host -> host.getKey() + " " + host.getValue())
                .collect(Collectors.joining(", "));
    }

    /**
     * With as many CPUs as hosts none is left over. What takes messages during a measurement then shares the last host's, which
     * by default is the server: the client is the side under test and sends, and a sender that is kept from its CPU for a
     * millisecond leaves the link idle.
     */
    private static CpuSet rest(CpuSet allowed, SequencedMap<String, CpuSet> hosts) {
        List<Integer> left = allowed.cpus().stream()
                .filter(cpu ->
                        hosts.values().stream().noneMatch(own -> own.cpus().contains(cpu)))
                .toList();
        return left.isEmpty() ? hosts.lastEntry().getValue() : new CpuSet(left);
    }
}
