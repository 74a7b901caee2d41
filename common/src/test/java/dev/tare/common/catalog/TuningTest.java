package dev.tare.common.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plan may change on a path, and nothing besides. */
final class TuningTest {

    private static final Tuning ALL =
            Tuning.of(Map.of("gro", "off", "tso", "on", "mtu", "1400", "net.ipv4.tcp_rmem", "4096 87380 6291456"));

    @Test
    void isOffloadsAnMtuAndSettingsOfTheKernel() {
        assertThat(ALL.offloads()).containsExactly(Map.entry("gro", "off"), Map.entry("tso", "on"));
        assertThat(ALL.mtuBytes()).hasValue(1400);
        assertThat(ALL.sysctls()).containsExactly(Map.entry("net.ipv4.tcp_rmem", "4096 87380 6291456"));
        assertThat(ALL.text()).isEqualTo("gro: off, mtu: 1400, net.ipv4.tcp_rmem: 4096 87380 6291456, tso: on");
        assertThat(Tuning.NONE.text()).isEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kernel.panic",
                "net",
                "net.ipv4",
                "net/ipv4/tcp_sack",
                "net.ipv4..tcp_sack",
                "net.ipv4.../../kernel/panic",
                "net.ipv4.tcp_sack ",
                "lro",
                "",
                "net.ipv4.a\0b"
            })
    void takesNoOtherName(String name) {
        assertThatThrownBy(() -> Tuning.check(name, "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("unknown setting");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "net.ipv4.ip_forward",
                "net.ipv4.conf.all.forwarding",
                "net.ipv4.conf.eth1.forwarding",
                "net.ipv6.conf.all.forwarding",
                "net.ipv6.conf.eth1.disable_ipv6",
                "net.ipv6.conf.all.addr_gen_mode"
            })
    void takesNoSettingThatChangesOthers(String name) {
        assertThatThrownBy(() -> Tuning.check(name, "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name + " changes other settings of the host as well");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"net.ipv4.ip_forward_update_priority", "net.ipv4.conf.all.rp_filter", "net.ipv6.conf.eth1.mtu"})
    void takesSettingsThatChangeNothingElse(String name) {
        Tuning.check(name, "1");
    }

    @ParameterizedTest
    @CsvSource({
        "gro, ON",
        "gro, 1",
        "mtu, 1279",
        "mtu, 65536",
        "mtu, 1e3",
        "mtu, -1500",
        "net.ipv4.tcp_sack, 1;reboot",
        "net.ipv4.tcp_sack, $(id)",
        "net.ipv4.tcp_sack, ''"
    })
    void takesNoOtherValue(String name, String value) {
        assertThatThrownBy(() -> Tuning.check(name, value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStackOfItsOwnKnowsNoSettingsOfTheKernelButItsDevicesHaveOffloads() {
        RuntimeKind gvisor = Catalog.find(Catalog.runtimes(), "gvisor").orElseThrow();
        RuntimeKind runc = Catalog.find(Catalog.runtimes(), "runc").orElseThrow();
        assertThat(ALL.refuse(gvisor).orElseThrow())
                .contains("a network stack of its own")
                .contains("tcp_rmem");
        assertThat(ALL.refuse(runc)).isEmpty();
        assertThat(Tuning.of(Map.of("gro", "off")).refuse(gvisor)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kvm", "firecracker", "kata"})
    void theCardOfAMachineHasNoOffloadsThatAHostCouldSet(String name) {
        RuntimeKind machine = Catalog.runtime(name, Map.of()).orElseThrow();
        assertThat(Tuning.of(Map.of("gro", "off")).refuse(machine).orElseThrow())
                .contains("runtime " + name + " is a machine with a network card of its own, where nobody sets gro");
        assertThat(Tuning.of(Map.of("mtu", "1400")).refuse(machine)).isEmpty();
    }

    @Test
    void containerdIsWhatItsHandlerMakesOfIt() {
        RuntimeKind runc =
                Catalog.runtime("containerd", Map.of("handler", "runc")).orElseThrow();
        RuntimeKind runsc =
                Catalog.runtime("containerd", Map.of("handler", "runsc")).orElseThrow();
        RuntimeKind kata =
                Catalog.runtime("containerd", Map.of("handler", "kata")).orElseThrow();
        Tuning offloads = Tuning.of(Map.of("gro", "off"));
        assertThat(ALL.refuse(runc)).isEmpty();
        assertThat(ALL.refuse(runsc).orElseThrow()).contains("a network stack of its own");
        assertThat(offloads.refuse(runsc)).isEmpty();
        assertThat(offloads.refuse(kata).orElseThrow()).contains("a network card of its own");
        assertThat(runsc.accepts()).containsExactly(AttachmentKind.NETNS);
        assertThat(kata.notMeasuringMillis())
                .isEqualTo(Catalog.runtime("kata", Map.of()).orElseThrow().notMeasuringMillis());
    }

    @Test
    void dockerIsWhatItsRuntimeMakesOfIt() {
        for (String plain : List.of("runc", "crun")) {
            assertThat(ALL.refuse(
                            Catalog.runtime("docker", Map.of("runtime", plain)).orElseThrow()))
                    .isEmpty();
        }
        RuntimeKind runsc =
                Catalog.runtime("docker", Map.of("runtime", "runsc")).orElseThrow();
        assertThat(ALL.refuse(runsc).orElseThrow()).contains("a network stack of its own");
        assertThat(runsc.accepts()).containsExactlyInAnyOrder(AttachmentKind.NETNS, AttachmentKind.DAEMON_NETWORK);
        assertThat(Catalog.inside("docker", Map.of("runtime", "kata"))).hasValue("kata");
        // an option of another's is none of Docker's
        assertThat(Catalog.inside("docker", Map.of("handler", "runsc"))).isEmpty();
        assertThat(Catalog.inside("docker", Map.of())).isEmpty();
    }
}
