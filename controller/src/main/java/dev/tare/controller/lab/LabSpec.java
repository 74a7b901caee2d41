package dev.tare.controller.lab;

import dev.tare.common.units.LinkRate;
import dev.tare.controller.trial.Pair;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a lab on this machine is to be.
 *
 * @param name grammar {@code [a-z0-9][a-z0-9-]{0,30}}
 * @param hosts their names, which also number them; at most {@link #MOST_HOSTS}
 * @param link rate on the wire, at first: a plan may change it from trial to trial
 * @param clocks as asked for
 * @param tools folders with programs that are not installed, each laid out like {@code /}
 * @param attached true when the lab ends with the process that made it
 */
public record LabSpec(
        String name,
        List<String> hosts,
        LinkRate link,
        int mtuBytes,
        CpuPlan cpus,
        ClockOffsets clocks,
        List<Path> tools,
        boolean attached) {

    public static final String DEFAULT_NAME = "default";
    public static final int DEFAULT_MTU_BYTES = 1500;

    /** As the sides are called. */
    public static final List<String> USUAL_HOSTS = Pair.USUAL.hosts();

    /** Their addresses have room for so many. */
    public static final int MOST_HOSTS = 64;

    /** The least that IPv6 works with, and the most that a veth takes. */
    private static final int LEAST_MTU_BYTES = 1280;

    private static final int MOST_MTU_BYTES = 65_535;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,30}");

    public LabSpec {
        hosts = List.copyOf(hosts);
        tools = List.copyOf(tools);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no name for a lab: up to 31 small letters, digits and hyphens");
        }
        if (hosts.isEmpty()
                || hosts.size() > MOST_HOSTS
                || hosts.stream().distinct().count() != hosts.size()) {
            throw new IllegalArgumentException("a lab on this machine has from 1 to " + MOST_HOSTS
                    + " hosts of different names, not: " + String.join(", ", hosts));
        }
        for (String host : hosts) {
            if (!HostName.isSound(host)) {
                throw new IllegalArgumentException(HostName.refusal(host));
            }
        }
        if (mtuBytes < LEAST_MTU_BYTES || mtuBytes > MOST_MTU_BYTES) {
            throw new IllegalArgumentException(
                    "an MTU is from " + LEAST_MTU_BYTES + " to " + MOST_MTU_BYTES + " bytes, not " + mtuBytes);
        }
    }

    /** A host's number in addresses and names of devices, from 1. */
    public int number(String host) {
        int place = hosts.indexOf(host);
        if (place < 0) {
            throw new IllegalStateException("a lab without a host " + host);
        }
        return place + 1;
    }
}
