package dev.tare.agent.host;

import java.util.Set;

/**
 * What there is on the host, by name, at one instant.
 *
 * @param links devices of the agent's network namespace
 * @param netns names below {@code /run/netns}
 * @param mounts {@code mount point (type)} of the agent's mount namespace
 * @param cgroups directories that are Tare's, in every hierarchy
 * @param processes ids of all processes
 */
public record HostSnapshot(
        Set<String> links, Set<String> netns, Set<String> mounts, Set<String> cgroups, Set<Long> processes) {

    public HostSnapshot {
        links = Set.copyOf(links);
        netns = Set.copyOf(netns);
        mounts = Set.copyOf(mounts);
        cgroups = Set.copyOf(cgroups);
        processes = Set.copyOf(processes);
    }
}
