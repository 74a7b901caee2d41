package dev.tare.controller.lab.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.common.linux.CpuSet;
import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.LabSpec;
import dev.tare.controller.lab.local.LabOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabTalkTest {

    @Test
    void hostsAndCpusThatDifferAreSaid() {
        LabSpec there = spec(List.of("client", "server"), Map.of());
        assertThat(LabTalk.difference(spec(List.of("client", "server"), Map.of()), there, false))
                .isEmpty();
        assertThat(LabTalk.difference(spec(List.of("a", "b", "c"), Map.of()), there, false))
                .hasValueSatisfying(said ->
                        assertThat(said).contains("hosts client (CPUs ", "server (CPUs ", "take it down first"));
        LabSpec turned = spec(List.of("client", "server"), Map.of("client", "3", "server", "1"));
        assertThat(LabTalk.difference(turned, there, true)).isPresent();
        assertThat(LabTalk.difference(turned, there, false)).isEmpty();
    }

    @Test
    void aFileThatCannotBeWrittenIsRefusedBeforeThereIsALab(@TempDir Path folder) {
        assertThatThrownBy(() -> LabTalk.checkWritable(folder.resolve("none/lab.yaml")))
                .isInstanceOf(TareException.class)
                .hasMessageContaining("there is no folder " + folder.resolve("none"));
        assertThatThrownBy(() -> LabTalk.checkWritable(folder)).hasMessageContaining("is a folder");
        assertThatCode(() -> LabTalk.checkWritable(folder.resolve("lab.yaml"))).doesNotThrowAnyException();
    }

    private static LabSpec spec(List<String> hosts, Map<String, String> cpus) {
        return new LabOptions("x", hosts, "10Gbit", LabSpec.DEFAULT_MTU_BYTES, Map.of(), cpus)
                .read(CpuSet.parse("0-3"), List.of(), false);
    }
}
