package dev.tare.controller.lab.local;

import dev.tare.common.linux.CpuSet;
import dev.tare.common.units.Durations;
import dev.tare.common.units.LinkRate;
import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.ClockOffsets;
import dev.tare.controller.lab.CpuPlan;
import dev.tare.controller.lab.LabSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A lab as somebody asks for it, in words.
 *
 * @param hosts their names
 * @param clockOffsets by host, durations
 * @param cpus by host, lists of CPUs
 */
public record LabOptions(
        String name,
        List<String> hosts,
        String rate,
        int mtuBytes,
        Map<String, String> clockOffsets,
        Map<String, String> cpus) {

    public LabOptions {
        hosts = List.copyOf(hosts);
        clockOffsets = Map.copyOf(clockOffsets);
        cpus = Map.copyOf(cpus);
    }

    /** A 10GE lab of that name, of two hosts. */
    public static LabOptions of(String name) {
        return of(name, LabSpec.USUAL_HOSTS);
    }

    /** The same, of these hosts. */
    public static LabOptions of(String name, List<String> hosts) {
        return new LabOptions(name, hosts, "10Gbit", LabSpec.DEFAULT_MTU_BYTES, Map.of(), Map.of());
    }

    /**
     * Reads the words; what makes no sense is bad usage.
     *
     * @param allowed CPUs this process may use
     * @param attached true when the lab ends with this process
     */
    public LabSpec read(CpuSet allowed, List<Path> tools, boolean attached) {
        try {
            Map<String, Duration> clocks = hosts("--clock-offset", clockOffsets, LabOptions::wholeSeconds);
            return new LabSpec(
                    name,
                    hosts,
                    LinkRate.parse(rate),
                    mtuBytes,
                    CpuPlan.of(allowed, hosts, hosts("--cpus", cpus, CpuSet::parse)),
                    ClockOffsets.of(hosts, clocks),
                    tools,
                    attached);
        } catch (IllegalArgumentException refused) {
            throw TareException.usage(String.valueOf(refused.getMessage()), "");
        }
    }

    private static Duration wholeSeconds(String text) {
        Duration offset = Durations.parse(text);
        if (offset.toNanosPart() != 0) {
            throw new IllegalArgumentException("a clock offset has whole seconds, not " + Durations.format(offset));
        }
        return offset;
    }

    private <T> Map<String, T> hosts(String option, Map<String, String> words, Function<String, T> parser) {
        Map<String, T> values = new HashMap<>();
        words.forEach((host, value) -> {
            if (!hosts.contains(host)) {
                throw new IllegalArgumentException(
                        option + ": the hosts are " + String.join(" and ", hosts) + ", not '" + host + "'");
            }
            values.put(host, parser.apply(value));
        });
        return values;
    }
}
