package dev.tare.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.WorkloadKind;
import org.junit.jupiter.api.Test;

final class WorkloadsTest {

    @Test
    void everyDescriptorHasAnImplementationAndTheReverse() {
        assertThat(Workloads.names())
                .containsExactlyInAnyOrderElementsOf(
                        Catalog.workloads().stream().map(WorkloadKind::name).toList());
    }
}
