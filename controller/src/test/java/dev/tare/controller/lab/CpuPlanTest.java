package dev.tare.controller.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.common.linux.CpuSet;
import dev.tare.controller.trial.Side;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CpuPlanTest {

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
        CpuPlan plan = CpuPlan.split(CpuSet.parse(allowed));
        assertThat(plan.client()).isEqualTo(CpuSet.parse(client));
        assertThat(plan.server()).isEqualTo(CpuSet.parse(server));
        assertThat(plan.controller()).isEqualTo(CpuSet.parse(controller));
        assertThat(plan.isShared()).isEqualTo(shared);
    }

    @Test
    void chosenCpusMustBeAllowed() {
        CpuSet allowed = CpuSet.parse("0-3");
        CpuPlan plan = CpuPlan.of(allowed, Map.of(Side.CLIENT, CpuSet.parse("2-3")));
        assertThat(plan.client()).hasToString("2,3");
        assertThat(plan.controller()).hasToString("0");
        assertThatThrownBy(() -> CpuPlan.of(allowed, Map.of(Side.SERVER, CpuSet.parse("4"))))
                .hasMessageContaining("not among those allowed");
    }
}
