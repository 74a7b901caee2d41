package dev.tare.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.process.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A platform that may hang, be refused or work, depending on the machine: whichever, it is told in time and leaves nothing. */
final class GvisorKvmIT {

    @TempDir
    Path state;

    @Test
    @Timeout(30)
    void isToldInTimeRememberedAndLeavesNothing() throws Exception {
        TestHost host = new TestHost(state, TestRootfs.make());
        Set<String> before = Leftovers.look(state);
        Availability first = check(host);
        assertThat(Leftovers.look(state)).isEqualTo(before);
        assertThat(host.ledger().open()).isEmpty();
        if (first instanceof Availability.Unusable(String reason, String remedy)) {
            assertThat(reason).contains("platform kvm is not usable, because");
            assertThat(remedy).isNotBlank();
        }
        // another try would have to write
        host.ledger().killAfter(0);
        assertThat(check(host)).isEqualTo(first);
        assertThat(host.ledger().hasKilled()).isFalse();
        host.ledger().neverKill();
    }

    private static Availability check(TestHost host) {
        return host.runtime("gvisor").check(Map.of("platform", "kvm"), Deadline.after(Duration.ofSeconds(10)));
    }
}
