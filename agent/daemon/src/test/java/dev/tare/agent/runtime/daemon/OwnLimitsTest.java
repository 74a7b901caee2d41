package dev.tare.agent.runtime.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OwnLimitsTest {

    @ParameterizedTest
    @ValueSource(strings = {"open files", "processes"})
    void isTheHardOneOfTwo(String name) throws Exception {
        String line = Files.readAllLines(Path.of("/proc/self/limits")).stream()
                .filter(each -> each.startsWith("Max " + name))
                .findFirst()
                .orElseThrow();
        long hard = OwnLimits.hard(name);
        assertThat(line).matches("Max " + name + " +\\S+ +" + (hard == Long.MAX_VALUE ? "unlimited" : hard) + " .*");
    }

    /** All digits of it: a number below /proc/sys is over for who takes its first byte by itself. */
    @Test
    void allowsAsManyProcessesAsHaveNumbers() throws Exception {
        String numbers = Files.readAllLines(Path.of("/proc/sys/kernel/pid_max")).getFirst();
        assertThat(OwnLimits.processes()).isEqualTo(Math.min(OwnLimits.hard("processes"), Long.parseLong(numbers)));
    }
}
