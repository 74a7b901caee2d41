package dev.tare.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.process.Deadline;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A sandbox that Docker starts: it finds the trial's device when it starts, and is accounted with the trial. */
final class DockerRunscIT extends DaemonBridgeConformance {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Override
    String name() {
        return "docker";
    }

    @Override
    Map<String, String> options() {
        return Map.of("runtime", "runsc");
    }

    @Test
    void itsCpuTimeIsTheTrials() throws Exception {
        Instance instance = launch("burn");
        Deadline deadline = Deadline.after(PATIENCE);
        long usedNanos = 0;
        while (usedNanos < 500_000_000 && !deadline.isOver()) {
            Thread.sleep(20);
            Accounting.CpuTime used = instance.accounting().read().orElseThrow();
            usedNanos = used.userNanos() + used.systemNanos();
        }
        // Java's start in the sandbox alone is less, and the sandbox's own start was before
        assertThat(usedNanos).isGreaterThanOrEqualTo(500_000_000L);
    }

    @Test
    void whatDockerDoesNotKnowIsNamed() throws Exception {
        Availability answer = driver(host()).check(Map.of("runtime", "kata"), Deadline.after(PATIENCE));
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Availability.Unusable.class,
                        unusable -> assertThat(unusable.reason())
                                .startsWith("docker knows no runtime kata; it knows ")
                                .contains("runc", "runsc"));
    }
}
