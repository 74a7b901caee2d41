package dev.tare.agent.runtime.lxd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.network.Attachment;
import dev.tare.agent.runtime.daemon.HostDaemons;
import dev.tare.agent.runtime.daemon.Making;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Networks that LXD makes for one trial. A macvlan device is the container's alone, without a network that it would be in. */
final class LxdNetworks {

    static final String NETWORKS = "/1.0/networks";

    private final LxdApi api;

    @Inject
    LxdNetworks(LxdApi api) {
        this.api = api;
    }

    /** When this returns a container can have a device in it. */
    void make(LxdDaemon daemon, Path socket, Attachment.Wanted wanted, String trialId, Ledger ledger)
            throws IOException, InterruptedException {
        if (wanted.shape() == Attachment.Shape.MACVLAN) {
            return;
        }
        if (HostDaemons.isOurs(socket)) {
            daemon.beforeNetwork(socket, wanted.shape(), trialId, ledger);
        }
        String prefix = wanted.subnet().substring(wanted.subnet().indexOf('/'));
        Entry entry = ledger.record(trialId, LxdReaper.NETWORK, wanted.name(), Making.details(socket));
        Entry _ = api.make(
                socket,
                NETWORKS,
                Map.of(
                        "name",
                        wanted.name(),
                        "type",
                        "bridge",
                        "config",
                        Map.of(
                                "ipv4.address",
                                wanted.gateway() + prefix,
                                "ipv4.nat",
                                "true",
                                "ipv6.address",
                                "none",
                                "bridge.mtu",
                                Integer.toString(wanted.mtuBytes()))),
                entry,
                ledger);
    }

    /** Whether it is a network of LXD's; it also tells of the host's devices that are none. */
    static boolean isManaged(JsonNode network) {
        return network.path("managed").asBoolean();
    }

    /** The container's device, as LXD is asked for it. */
    static Map<String, String> device(Attachment.DaemonNetwork network) {
        Attachment.Wanted wanted = network.wanted();
        return switch (wanted.shape()) {
            case NAT ->
                Map.of(
                        "type",
                        "nic",
                        "name",
                        network.device(),
                        "network",
                        wanted.name(),
                        "ipv4.address",
                        network.literal(),
                        "hwaddr",
                        wanted.linkAddress());
            case MACVLAN ->
                Map.of(
                        "type",
                        "nic",
                        "name",
                        network.device(),
                        "nictype",
                        "macvlan",
                        "parent",
                        wanted.parent(),
                        "hwaddr",
                        wanted.linkAddress());
        };
    }
}
