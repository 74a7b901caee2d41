package dev.tare.common.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CatalogTest {

    private static RuntimeKind docker(String with) {
        return Catalog.runtime("docker", Map.of("runtime", with)).orElseThrow();
    }

    private static NetworkKind network(String name) {
        return Catalog.find(Catalog.networks(), name).orElseThrow();
    }

    /** A sandbox below a daemon takes what the sandbox takes, and what the daemon makes. */
    @ParameterizedTest
    @CsvSource({
        "runc, host, HOST_NETNS",
        "runc, bridge, NETNS",
        "runc, daemon-nat, DAEMON_NETWORK",
        "runsc, bridge, NETNS",
        "runsc, daemon-nat, DAEMON_NETWORK",
        "kata, daemon-macvlan, DAEMON_NETWORK"
    })
    void aDaemonsContainerIsAttachedByWhatBothKnow(String with, String network, AttachmentKind kind) {
        assertThat(Catalog.attachment(docker(with), network(network))).contains(kind);
    }

    /** Whose kernel answers is what counts, not whose network is used. */
    @ParameterizedTest
    @CsvSource({
        "native, false",
        "runc, false",
        "lxd, false",
        "podman, false",
        "gvisor, true",
        "gvisor-hostnet, true",
        "kata, true",
        "kvm, true",
        "firecracker, true"
    })
    void aPriorityIsForTheHostsKernelOnly(String runtime, boolean refused) {
        RuntimeKind kind = Catalog.find(Catalog.runtimes(), runtime).orElseThrow();
        assertThat(WorkloadKind.refuse(kind, Map.of("priority", "realtime")).isPresent())
                .isEqualTo(refused);
        assertThat(WorkloadKind.refuse(kind, Map.of("priority", "ordinary"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"runc, false", "crun, false", "runsc, true", "kata, true"})
    void belowADaemonThatIsTheKernelOfWhatItStarts(String with, boolean refused) {
        assertThat(WorkloadKind.refuse(docker(with), Map.of("priority", "realtime"))
                        .isPresent())
                .isEqualTo(refused);
    }

    @Test
    void aSandboxThatPassesCallsOnHasNoStackOfItsOwn() {
        assertThat(Catalog.find(Catalog.runtimes(), "gvisor-hostnet")
                        .orElseThrow()
                        .ownStack())
                .isFalse();
    }

    @Test
    void whatIsNoDaemonsHasNoNetworkOfADaemon() {
        assertThat(Catalog.refuse(docker("runsc"), network("host"))).isPresent();
        RuntimeKind runc = Catalog.find(Catalog.runtimes(), "runc").orElseThrow();
        assertThat(Catalog.refuse(runc, network("daemon-nat")))
                .contains(
                        "runtime runc cannot take network daemon-nat: it takes the host's own network namespace or a network"
                                + " namespace made for it, not a network that its daemon makes");
    }
}
