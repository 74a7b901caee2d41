package dev.tare.controller.lab;

import dev.tare.common.units.LinkRate;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a lab on this machine is to be.
 *
 * @param name grammar {@code [a-z0-9][a-z0-9-]{0,30}}
 * @param link rate on the wire, at first: a plan may change it from trial to trial
 * @param clocks as asked for
 * @param tools folders with programs that are not installed, each laid out like {@code /}
 * @param attached true when the lab ends with the process that made it
 */
public record LabSpec(
        String name,
        LinkRate link,
        int mtuBytes,
        CpuPlan cpus,
        ClockOffsets clocks,
        List<Path> tools,
        boolean attached) {

    public static final String DEFAULT_NAME = "default";
    public static final int DEFAULT_MTU_BYTES = 1500;

    /** The least that IPv6 works with, and the most that a veth takes. */
    private static final int LEAST_MTU_BYTES = 1280;

    private static final int MOST_MTU_BYTES = 65_535;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,30}");

    public LabSpec {
        tools = List.copyOf(tools);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no name for a lab: up to 31 small letters, digits and hyphens");
        }
        if (mtuBytes < LEAST_MTU_BYTES || mtuBytes > MOST_MTU_BYTES) {
            throw new IllegalArgumentException(
                    "an MTU is from " + LEAST_MTU_BYTES + " to " + MOST_MTU_BYTES + " bytes, not " + mtuBytes);
        }
    }
}
