package dev.tare.controller.lab;

import dev.tare.common.linux.CpuSet;
import dev.tare.common.units.LinkRate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Labs for tests. */
public final class LabSpecs {

    private LabSpecs() {}

    public static LabSpec tenGigabit(String name) {
        return of(name, LinkRate.parse("10GE"), ClockOffsets.NONE);
    }

    public static LabSpec unlimitedWithClocks(String name) {
        return of(
                name,
                LinkRate.UNLIMITED,
                ClockOffsets.of(
                        LabSpec.USUAL_HOSTS, Map.of("client", Duration.ofHours(1), "server", Duration.ofDays(1))));
    }

    /** Of a lab whose hosts are called as the sides are. */
    public static SequencedMap<String, Lab.Host> hosts(Lab.Host client, Lab.Host server) {
        SequencedMap<String, Lab.Host> hosts = new LinkedHashMap<>();
        hosts.put("client", client);
        hosts.put("server", server);
        return hosts;
    }

    private static LabSpec of(String name, LinkRate link, ClockOffsets clocks) {
        CpuPlan cpus = CpuPlan.split(CpuSet.parse("0-1"), LabSpec.USUAL_HOSTS);
        return new LabSpec(
                name, LabSpec.USUAL_HOSTS, link, 1500, cpus, clocks, List.of(Path.of("/tools/runsc")), false);
    }
}
