package dev.tare.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.common.linux.AllowedCpus;
import dev.tare.probe.clock.Precedence;
import dev.tare.probe.clock.Scheduling;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is real is this process's right to a priority, which root has and others may have not; the kernel's settings are not. */
final class TrafficPriorityTest {

    private static final Path PROC = Path.of("/proc");

    @TempDir
    private Path folder;

    @Test
    void whoAsksForNoneIsOrdinaryAndLooksAtNoSetting() throws Exception {
        Scheduling asItIs = Scheduling.ofThread(PROC);
        assertThat(asItIs.policy()).isPresent();
        assertThat(new TrafficPriority(false, folder).tryOut().policy()).isEqualTo(asItIs.policy());
        assertThat(new TrafficPriority(false, PROC).tryOut().cpus())
                .isEqualTo(AllowedCpus.ofProcess().cpus());
    }

    @Test
    void whoAsksForItHasItOrFails() throws Exception {
        settings("950000", "1000000");
        TrafficPriority priority = new TrafficPriority(true, folder);
        if (isPermitted()) {
            assertThat(priority.tryOut().policy()).hasValue("SCHED_FIFO 1");
            assertThat(Scheduling.ofThread(PROC).policy()).hasValue("SCHED_OTHER");
        } else {
            refused(priority, "the kernel refuses it: EPERM");
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, 1000000", "1000000, 1000000", "950001, 1000000"})
    void aKernelThatLeavesOthersTooLittleIsRefused(String runtime, String period) throws Exception {
        settings(runtime, period);
        refused(
                new TrafficPriority(true, folder),
                "priority realtime: kernel.sched_rt_runtime_us is " + runtime
                        + ", which leaves others too little of a CPU");
    }

    @Test
    void aKernelThatDoesNotTellIsRefused() throws Exception {
        refused(new TrafficPriority(true, folder), "the kernel does not tell how much of a CPU it keeps for others");
        settings("much", "1000000");
        refused(new TrafficPriority(true, folder), "the kernel does not tell how much of a CPU it keeps for others");
    }

    private static void refused(TrafficPriority priority, String why) {
        assertThatThrownBy(priority::tryOut)
                .isInstanceOfSatisfying(
                        ProbeFailure.class, it -> assertThat(it.code()).isEqualTo(FailureCode.OPTION_UNAVAILABLE))
                .hasMessageContaining(why);
    }

    private void settings(String runtimeMicros, String periodMicros) throws IOException {
        Path kernel = Files.createDirectories(folder.resolve("sys/kernel"));
        Files.writeString(kernel.resolve("sched_rt_runtime_us"), runtimeMicros + "\n");
        Files.writeString(kernel.resolve("sched_rt_period_us"), periodMicros + "\n");
    }

    private static boolean isPermitted() {
        Precedence trying = new Precedence();
        boolean permitted = trying.take() == 0;
        trying.end();
        return permitted;
    }
}
