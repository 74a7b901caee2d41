package dev.tare.controller.lab.local;

import dev.tare.common.linux.CpuSet;
import dev.tare.common.units.Durations;
import dev.tare.common.units.LinkRate;
import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.ClockOffsets;
import dev.tare.controller.lab.CpuPlan;
import dev.tare.controller.lab.LabSpec;
import dev.tare.controller.trial.Side;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A lab as somebody asks for it, in words.
 *
 * @param clockOffsets by side, durations
 * @param cpus by side, lists of CPUs
 */
public record LabOptions(
        String name, String rate, int mtuBytes, Map<String, String> clockOffsets, Map<String, String> cpus) {

    public LabOptions {
        clockOffsets = Map.copyOf(clockOffsets);
        cpus = Map.copyOf(cpus);
    }

    /** A 10GE lab of that name. */
    public static LabOptions of(String name) {
        return new LabOptions(name, "10Gbit", LabSpec.DEFAULT_MTU_BYTES, Map.of(), Map.of());
    }

    /**
     * Reads the words; what makes no sense is bad usage.
     *
     * @param allowed CPUs this process may use
     * @param attached true when the lab ends with this process
     */
    public LabSpec read(CpuSet allowed, List<Path> tools, boolean attached) {
        try {
            Map<Side, Duration> clocks = sides("--clock-offset", clockOffsets, Durations::parse);
            return new LabSpec(
                    name,
                    LinkRate.parse(rate),
                    mtuBytes,
                    CpuPlan.of(allowed, sides("--cpus", cpus, CpuSet::parse)),
                    new ClockOffsets(whole(clocks, Side.CLIENT), whole(clocks, Side.SERVER)),
                    tools,
                    attached);
        } catch (IllegalArgumentException refused) {
            throw TareException.usage(String.valueOf(refused.getMessage()), "");
        }
    }

    private static Duration whole(Map<Side, Duration> clocks, Side side) {
        Duration offset = clocks.getOrDefault(side, Duration.ZERO);
        if (offset.toNanosPart() != 0) {
            throw new IllegalArgumentException("a clock offset has whole seconds, not " + Durations.format(offset));
        }
        return offset;
    }

    private static <T> Map<Side, T> sides(String option, Map<String, String> words, Function<String, T> parser) {
        Map<Side, T> sides = new EnumMap<>(Side.class);
        words.forEach((word, value) -> sides.put(side(option, word), parser.apply(value)));
        return sides;
    }

    private static Side side(String option, String word) {
        for (Side side : Side.values()) {
            if (side.word().equals(word)) {
                return side;
            }
        }
        throw new IllegalArgumentException(option + ": the sides are client and server, not '" + word + "'");
    }
}
