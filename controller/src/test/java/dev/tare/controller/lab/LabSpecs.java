package dev.tare.controller.lab;

import dev.tare.common.linux.CpuSet;
import dev.tare.common.units.LinkRate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Labs for tests. */
public final class LabSpecs {

    private LabSpecs() {}

    public static LabSpec tenGigabit(String name) {
        return of(name, LinkRate.parse("10GE"), ClockOffsets.NONE);
    }

    public static LabSpec unlimitedWithClocks(String name) {
        return of(name, LinkRate.UNLIMITED, new ClockOffsets(Duration.ofHours(1), Duration.ofDays(1)));
    }

    private static LabSpec of(String name, LinkRate link, ClockOffsets clocks) {
        CpuPlan cpus = CpuPlan.split(CpuSet.parse("0-1"));
        return new LabSpec(name, link, 1500, cpus, clocks, List.of(Path.of("/tools/runsc")), false);
    }
}
