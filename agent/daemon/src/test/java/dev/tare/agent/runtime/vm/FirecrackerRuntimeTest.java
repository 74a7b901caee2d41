package dev.tare.agent.runtime.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.network.Attachment;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.runtime.LaunchSpec;
import dev.tare.agent.runtime.TestHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is told where Firecracker cannot be used. */
final class FirecrackerRuntimeTest {

    @TempDir
    private Path directory;

    private TestHost host;

    @BeforeEach
    void start() {
        host = new TestHost(directory.resolve("state"), directory);
    }

    private FirecrackerRuntime firecracker(String... program) {
        return new FirecrackerRuntime(
                host.part(FirecrackerRuntime.Parts.class),
                List.of(program),
                directory.resolve("kvm"),
                Duration.ofSeconds(5));
    }

    private Availability.Unusable refusal(String... program) {
        return (Availability.Unusable) firecracker(program).check(Map.of(), Deadline.after(Duration.ofSeconds(5)));
    }

    @Test
    void withoutTheHardwareItSaysSo() {
        Availability.Unusable refusal = refusal("/bin/echo", "Firecracker v1.13.1");
        assertThat(refusal.reason()).contains("Firecracker 1.13.1", directory + "/kvm");
        assertThat(refusal.remedy()).contains("nested virtualisation");
    }

    @Test
    void anOldOneIsToldApart() {
        assertThat(refusal("/bin/echo", "Firecracker v1.7.0").reason()).contains("1.7.0 is too old");
    }

    @Test
    void whatIsNoFirecrackerIsToldApart() {
        assertThat(refusal("/bin/echo", "something else").reason()).contains("but: something else --version");
    }

    @Test
    void aNamespaceIsNotTaken() {
        LaunchSpec spec = new LaunchSpec(
                "t", Map.of(), directory, List.of("/x"), Map.of(), List.of(), new Attachment.HostNetns("", List.of()));
        assertThatThrownBy(() -> firecracker("/bin/echo").launch(spec, host.ledger()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("firecracker does not take");
    }
}
