package dev.tare.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.agent.runtime.Accounting.CpuTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostSamplerTest {

    @TempDir
    Path root;

    @Test
    void aSampleIsTheDifferenceOfTwoReadings() throws Exception {
        write(100, 5000, 1000);
        long[] cpuNanos = {0};
        try (var meter = new HostMeter(new HostRoot(root), Set.of(0), Set.of("eth1"), () -> {
            cpuNanos[0] += 7;
            return Optional.of(new CpuTime(cpuNanos[0], 2 * cpuNanos[0]));
        })) {
            HostReading before = meter.read();
            write(150, 5600, 4000);
            HostSample sample = meter.read().since(before);
            assertThat(sample.cores()).containsExactly(new CoreTimes(0, 500_000_000, 0, 0, 0, 0, 0));
            assertThat(sample.contextSwitches()).isEqualTo(600);
            assertThat(sample.links()).hasSize(1);
            assertThat(sample.links().getFirst().rxBytes()).isEqualTo(3000);
            assertThat(sample.links().getFirst().txBytes()).isZero();
            assertThat(sample.runtime()).contains(new CpuTime(7, 14));
            assertThat(sample.endNanos()).isGreaterThan(sample.startNanos());
        }
    }

    /** Also where that is before the first was due. */
    @Test
    void whoIsStoppedGivesTheSampleUpToNow() throws Exception {
        write(100, 5000, 1000);
        HostSampler sampler = HostSampler.open(new HostRoot(root), Set.of(0), Set.of("eth1"), Optional::empty);
        List<HostSample> samples = new ArrayList<>();
        long hourNanos = 3_600_000_000_000L;
        sampler.start(System.nanoTime() + hourNanos, hourNanos, samples::add);
        sampler.stop();
        long stoppedNanos = System.nanoTime();

        assertThat(samples).hasSize(1);
        assertThat(samples.getFirst().endNanos()).isLessThanOrEqualTo(stoppedNanos);
    }

    private void write(int user, int contextSwitches, int receivedBytes) throws Exception {
        Files.createDirectories(root.resolve("proc/self/net"));
        Files.writeString(root.resolve("proc/stat"), """
                cpu  9 9 9 9 9 9 9 9 0 0
                cpu0 %d 2 3 4 5 6 7 8 0 0
                cpu1 1 1 1 1 1 1 1 1 0 0
                intr 5 0 0
                ctxt %d
                """.formatted(user, contextSwitches));
        Files.writeString(root.resolve("proc/self/net/dev"), """
                Inter-|   Receive
                 face |bytes
                    lo: 1 1 0 0 0 0 0 0 1 1 0 0 0 0 0 0
                  eth1:%d 20 0 3 0 0 0 0 400 50 0 6 0 0 0 0
                """.formatted(receivedBytes));
        Files.writeString(root.resolve("proc/self/stat"), "1 (a ) b) S 1 1 1 0 -1 0 0 0 0 0 7 5 0 0 20\n");
    }

    @Test
    void theScheduleDoesNotDriftAndLeavesMissedSamplesOut() {
        assertThat(HostSampler.nextDue(1000, 100, 1000)).isEqualTo(1100);
        assertThat(HostSampler.nextDue(1000, 100, 1099)).isEqualTo(1100);
        assertThat(HostSampler.nextDue(1000, 100, 1350)).isEqualTo(1400);
        assertThat(HostSampler.nextDue(1000, 100, 900)).isEqualTo(1100);
    }
}
