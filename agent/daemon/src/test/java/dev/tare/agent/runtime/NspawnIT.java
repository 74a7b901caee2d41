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

/** It stays in the trial's group only where cgroups are all of version 2: whichever, it is told and leaves nothing. */
final class NspawnIT {

    @TempDir
    Path state;

    @Test
    @Timeout(60)
    void isTriedAndLeavesNothing() throws Exception {
        TestHost host = new TestHost(state, TestRootfs.make());
        TestLab lab = TestLab.up();
        try {
            Set<String> before = lab.onClient(() -> Leftovers.look(state));
            Availability found =
                    lab.onClient(() -> host.runtime("nspawn").check(Map.of(), Deadline.after(Duration.ofSeconds(20))));
            assertThat(lab.onClient(() -> Leftovers.look(state))).isEqualTo(before);
            switch (found) {
                case Availability.Usable usable -> assertThat(usable.version()).startsWith("nspawn of systemd ");
                case Availability.Unusable unusable -> {
                    assertThat(unusable.reason())
                            .startsWith("nspawn of systemd ")
                            .contains(" is not usable, because ");
                    assertThat(unusable.remedy()).isNotBlank();
                }
            }
        } finally {
            lab.down();
        }
    }
}
