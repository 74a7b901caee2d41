package dev.tare.controller.trial;

import dev.tare.common.catalog.Addressing;
import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.NetworkKind;
import dev.tare.common.catalog.Tuning;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One combination of factors.
 *
 * @param id short, unique within the plan, fit for a file name: {@code [a-z0-9-]+}, e.g. {@code gvisor-systrap-bridge-tcp-rr-10ge}
 * @param tuning settings of the path that are changed for it, by {@link Tuning}'s names; empty, also in archives that do not know
 *     of it, is the path as it is
 * @param engine who produces the traffic: {@code builtin}, or the name of a foreign engine
 * @param side which side is in the runtime under test: {@code client}; the other one is native
 * @param link the link's name as the plan has it, e.g. {@code 10GE}; {@code none} within a host
 * @param linkBitsPerSecond its rate on the wire; 0 is unlimited, or no link at all
 * @param pair between which hosts; {@link Pair#USUAL} also in archives that do not know of it
 */
public record Cell(
        String id,
        Chosen runtime,
        Chosen network,
        SortedMap<String, String> tuning,
        Chosen workload,
        String engine,
        String side,
        String link,
        long linkBitsPerSecond,
        Pair pair) {

    public Cell {
        pair = Objects.requireNonNullElse(pair, Pair.USUAL);
        tuning = Collections.unmodifiableSortedMap(tuning == null ? new TreeMap<>() : new TreeMap<>(tuning));
    }

    /** What is changed for it. */
    public Tuning tuned() {
        return Tuning.of(tuning);
    }

    /** Whether its traffic never leaves a host's own namespace. */
    public boolean overLoopback() {
        return pair.isOneHost()
                && Catalog.find(Catalog.networks(), network.name())
                        .filter(kind -> kind.addressing() == Addressing.HOST)
                        .isPresent();
    }

    /** Whether its traffic is IPv6, and not IPv4. */
    public boolean overIpv6() {
        return NetworkKind.IPV6.equals(network.options().get(NetworkKind.FAMILY));
    }

    /** For people: the network, and what of its path is not as usual. */
    public String networkTitle() {
        List<String> unusual = new ArrayList<>();
        if (overIpv6()) {
            unusual.add("IPv6");
        }
        if (!tuning.isEmpty()) {
            unusual.add(tuned().text());
        }
        return unusual.isEmpty() ? network.name() : network.name() + " (" + String.join(", ", unusual) + ")";
    }
}
