package dev.tare.agent.runtime.containerd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.network.Attachment;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.UnavailableException;
import dev.tare.agent.process.Workplace;
import dev.tare.agent.runtime.LaunchSpec;
import dev.tare.agent.runtime.TestHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Kata's shim is told, and what a person is told where it cannot be used. */
final class KataRuntimeTest {

    @TempDir
    private Path directory;

    private TestHost host;
    private Path shipped;

    @BeforeEach
    void ship() throws IOException {
        host = new TestHost(directory.resolve("state"), directory);
        shipped = Files.createDirectory(directory.resolve("shipped"));
        for (String name : List.of("qemu", "clh")) {
            Files.writeString(
                    shipped.resolve("configuration-" + name + ".toml"),
                    KataByRunc.SHIPPED.replace("hypervisor.qemu", "hypervisor." + name));
        }
    }

    private KataRuntime kata(Handler handler, Path hardware) {
        return new KataRuntime(
                host.part(Containers.class), host.part(Workplace.class), handler, List.of(shipped), hardware);
    }

    private Availability.Unusable refusal(Handler handler, Path hardware, Map<String, String> options) {
        return (Availability.Unusable) kata(handler, hardware).check(options, Deadline.after(Duration.ofSeconds(5)));
    }

    @Test
    void itsHandlerIsTheOneOfTheProject() {
        assertThat(Handler.KATA.runtime()).isEqualTo("io.containerd.kata.v2");
        assertThat(Handler.KATA.shim()).isEqualTo("containerd-shim-kata-v2");
        assertThat(KataRuntime.ANNOTATION).isEqualTo("io.katacontainers.config_path");
    }

    @ParameterizedTest
    @CsvSource({
        "qemu, virtiofs, virtio-fs, qemu",
        "qemu, 9p, virtio-9p, qemu",
        "cloud-hypervisor, virtiofs, virtio-fs, clh"
    })
    void theShippedConfigurationWithFewKeysSet(String hypervisor, String files, String value, String section)
            throws IOException {
        KataOptions options = KataOptions.of(Map.of("hypervisor", hypervisor, "shared-fs", files));
        Path file = options.write(directory.resolve("kata"), List.of(shipped), 2);
        assertThat(Files.readAllLines(file))
                .contains("[hypervisor." + section + "]", "path = \"/opt/kata/bin/qemu-system-x86_64\"")
                .contains("internetworking_model=\"tcfilter\"", "debug_console_enabled = false")
                .contains("shared_fs = \"" + value + "\"", "default_vcpus = 2", "sandbox_cgroup_only = true");
        assertThat(Files.readString(file))
                .containsOnlyOnce("shared_fs")
                .containsOnlyOnce("default_vcpus")
                .containsOnlyOnce("sandbox_cgroup_only");
        assertThat(options.write(directory.resolve("kata"), List.of(shipped), 2))
                .isEqualTo(file);
    }

    @Test
    void withoutTheShimItSaysWhatToInstall() {
        assertThatThrownBy(() -> host.part(Containers.class).requireShim("containerd-shim-no-such", Handler.KATA))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        why -> assertThat(why.remedy()).contains("install Kata Containers"))
                .hasMessageContaining("containerd-shim-no-such, which is not on this host");
    }

    @Test
    void withoutTheHardwareItSaysSo() {
        Availability.Unusable refusal = refusal(Handler.RUNC, directory.resolve("kvm"), Map.of());
        assertThat(refusal.reason()).contains("virtual machines", directory + "/kvm");
        assertThat(refusal.remedy()).contains("nested virtualisation");
    }

    @Test
    void withoutAConfigurationItSaysWhere() throws IOException {
        Files.delete(shipped.resolve("configuration-clh.toml"));
        Availability.Unusable refusal =
                refusal(Handler.RUNC, directory, Map.of("hypervisor", "cloud-hypervisor", "shared-fs", "virtiofs"));
        assertThat(refusal.reason()).contains("configuration-clh.toml", shipped.toString());
    }

    @ParameterizedTest
    @CsvSource({"firecracker, virtiofs, block device", "firecracker, 9p, block device", "cloud-hypervisor, 9p, 9p"})
    void whatCanWorkNowhereIsRefusedWithTheReason(String hypervisor, String files, String reason) {
        Map<String, String> options = Map.of("hypervisor", hypervisor, "shared-fs", files);
        assertThat(refusal(Handler.RUNC, directory, options).reason()).contains(reason);
    }

    @Test
    void theHostsOwnNetworkIsNotTaken() {
        LaunchSpec spec = new LaunchSpec(
                "t", Map.of(), directory, List.of("/x"), Map.of(), List.of(), new Attachment.HostNetns("", List.of()));
        assertThatThrownBy(() -> kata(Handler.KATA, directory).launch(spec, host.ledger()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("kata does not take");
    }
}
