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
