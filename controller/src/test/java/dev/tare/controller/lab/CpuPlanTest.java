package dev.tare.controller.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.common.linux.CpuSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CpuPlanTest {

    private static final List<String> HOSTS = List.of("client", "server");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0;0;0;0;true",
                "0-1;0;1;1;false",
                "0-2;0;1;2;false",
                "0-3;0;1;2,3;false",
                "2,5-9;2,5;6,7;8,9;false"
            })
    void sidesGetEquallyManyAndTheControllerTheRest(
            String allowed, String client, String server, String controller, boolean shared) {
        CpuPlan plan = CpuPlan.split(CpuSet.parse(allowed), HOSTS);
        assertThat(plan.of("client")).isEqualTo(CpuSet.parse(client));
        assertThat(plan.of("server")).isEqualTo(CpuSet.parse(server));
        assertThat(plan.controller()).isEqualTo(CpuSet.parse(controller));
        assertThat(plan.isShared()).isEqualTo(shared);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"0-1;0;1;0;1;1;true", "0-4;0;1;2;3;4;false", "0-9;0,1;2,3;4,5;6,7;8,9;false"})
    void fourHostsShareWhereThereAreTooFew(
            String allowed, String a, String b, String c, String d, String controller, boolean shared) {
        CpuPlan plan = CpuPlan.split(CpuSet.parse(allowed), List.of("a", "b", "c", "d"));
        assertThat(plan.hosts().values())
                .containsExactly(CpuSet.parse(a), CpuSet.parse(b), CpuSet.parse(c), CpuSet.parse(d));
        assertThat(plan.controller()).isEqualTo(CpuSet.parse(controller));
        assertThat(plan.isShared()).isEqualTo(shared);
    }

    @Test
    void chosenCpusMustBeAllowed() {
        CpuSet allowed = CpuSet.parse("0-3");
        CpuPlan plan = CpuPlan.of(allowed, HOSTS, Map.of("client", CpuSet.parse("2-3")));
        assertThat(plan.of("client")).hasToString("2,3");
        assertThat(plan.controller()).hasToString("0");
        assertThatThrownBy(() -> CpuPlan.of(allowed, HOSTS, Map.of("server", CpuSet.parse("4"))))
                .hasMessageContaining("not among those allowed");
    }
}
