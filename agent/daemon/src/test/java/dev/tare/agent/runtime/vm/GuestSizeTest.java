package dev.tare.agent.runtime.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.agent.network.Attachment;
import dev.tare.agent.process.UnavailableException;
import dev.tare.agent.runtime.LaunchSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GuestSizeTest {

    private static final long INITRAMFS_BYTES = 100L << 20;

    @Test
    void followsTheSideAndTheProbeWhenNothingIsSaid() throws UnavailableException {
        assertThat(size(Map.of())).isEqualTo(new GuestSize(2, 648));
        assertThat(size(Map.of("vcpus", "0", "memory", "0"))).isEqualTo(new GuestSize(2, 648));
    }

    @Test
    void isWhatTheOptionsSay() throws UnavailableException {
        assertThat(size(Map.of("vcpus", "4", "memory", "2147483648"))).isEqualTo(new GuestSize(4, 2048));
    }

    @Test
    void tooLittleMemoryIsRefusedWithWhatIsNeeded() {
        assertThatThrownBy(() -> size(Map.of("memory", "134217728")))
                .isInstanceOfSatisfying(UnavailableException.class, why -> {
                    assertThat(why.reason()).contains("128 MiB");
                    assertThat(why.remedy()).isEqualTo("give it at least 648MiB, or leave memory out");
                });
    }

    private static GuestSize size(Map<String, String> options) throws UnavailableException {
        return GuestSize.of(
                new LaunchSpec(
                        "trial",
                        options,
                        Path.of("/"),
                        List.of("/jre/bin/java"),
                        Map.of(),
                        List.of(0, 1),
                        new Attachment.Tap("10.0.0.2/24", List.of(), "tap0", "0e:74:0a:00:00:02", 1500)),
                INITRAMFS_BYTES);
    }
}
