package dev.tare.controller.lab.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.common.linux.CpuSet;
import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.LabSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LabOptionsTest {

    private static final List<String> HOSTS = LabSpec.USUAL_HOSTS;

    private static final CpuSet TWO = CpuSet.parse("0-1");

    @Test
    void readsWhatPeopleWrite() {
        LabSpec spec = new LabOptions(
                        "x", HOSTS, "100Mbit", 9000, Map.of("client", "1h", "server", "86400s"), Map.of("client", "1"))
                .read(TWO, List.of(), true);
        assertThat(spec.link().bitsPerSecond()).isEqualTo(100_000_000);
        assertThat(spec.mtuBytes()).isEqualTo(9000);
        assertThat(spec.clocks().of("client")).isEqualTo(Duration.ofHours(1));
        assertThat(spec.cpus().of("client")).hasToString("1");
        assertThat(spec.attached()).isTrue();
    }

    @Test
    void refusesInWords() {
        refused(new LabOptions("../x", HOSTS, "10Gbit", 1500, Map.of(), Map.of()), "no name for a lab");
        refused(new LabOptions("x", HOSTS, "fast", 1500, Map.of(), Map.of()), "no link rate");
        refused(new LabOptions("x", HOSTS, "10Gbit", 20, Map.of(), Map.of()), "an MTU is from");
        refused(new LabOptions("x", HOSTS, "10Gbit", 1500, Map.of("peer", "1s"), Map.of()), "not 'peer'");
        refused(new LabOptions("x", HOSTS, "10Gbit", 1500, Map.of("client", "1ms"), Map.of()), "whole seconds");
        refused(new LabOptions("x", HOSTS, "10Gbit", 1500, Map.of(), Map.of("client", "7")), "not among those allowed");
    }

    private static void refused(LabOptions options, String words) {
        assertThatThrownBy(() -> options.read(TWO, List.of(), false))
                .isInstanceOfSatisfying(TareException.class, refused -> {
                    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
                    assertThat(refused.what()).contains(words);
                });
    }
}
