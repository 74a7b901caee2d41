package dev.tare.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.lab.install.ForeignPackage;
import dev.tare.controller.lab.install.Need;
import dev.tare.controller.plan.Plans;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A daemon needs what it starts containers with. */
final class PlanNeedsTest {

    @Test
    void whatDockerStartsContainersWithIsNeededToo() {
        assertThat(of("docker").needs())
                .extracting(Need::program)
                .contains("dockerd")
                .doesNotContain("crun");
        assertThat(of("{docker: {runtime: crun}}").needs())
                .extracting(Need::program)
                .contains("dockerd", "crun");
    }

    @Test
    void gvisorIsFetchedForDockerAndContainerd() {
        assertThat(of("docker").wants()).isEmpty();
        assertThat(of("{docker: {runtime: runsc}}").wants())
                .extracting(ForeignPackage::name)
                .containsExactly("runsc");
        assertThat(of("{containerd: {handler: runsc}}").wants()).hasSize(1);
        // a platform of gVisor's, and no machine of QEMU's
        assertThat(of("{gvisor: {platform: kvm}}").needs())
                .extracting(Need::program)
                .doesNotContain("qemu-system-x86_64");
    }

    private static PlanNeeds of(String runtime) {
        String text = """
                schemaVersion: 1
                name: needs
                factors:
                  runtime: [RUNTIME]
                  network: [bridge]
                  workload: [tcp-rr]
                """;
        return PlanNeeds.of(Plans.parse("needs", text.replace("RUNTIME", runtime), OptionalLong.empty()));
    }
}
