package dev.tare.agent.network;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.ledger.Reaper;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;

/**
 * Makes the host answer on the link for a runtime's address, and for no other: proxy ARP (RFC 1027), or in IPv6 proxy neighbour
 * discovery (RFC 4389). Of IPv4 the setting {@code proxy_arp} would make it answer for all that it has a route to.
 */
final class NeighbourProxy implements Reaper {

    private static final String KIND = "neighbour-proxy";

    /** Detail: the data device. */
    private static final String DEVICE = "device";

    private final IpTool ip;

    @Inject
    NeighbourProxy(IpTool ip) {
        this.ip = ip;
    }

    void start(Place place, Ledger ledger) throws IOException, InterruptedException {
        boolean six = place.address().address() instanceof Inet6Address;
        String settings = six ? "ipv6" : "ipv4";
        // in hundredths of a second, up to which the kernel delays such an answer at random
        SysctlReaper.set(settings + "/neigh/" + place.data() + "/proxy_delay", "0", place.trialId(), ledger);
        if (six) {
            becomeRouter(place, ledger);
            SysctlReaper.set("ipv6/conf/" + place.data() + "/proxy_ndp", "1", place.trialId(), ledger);
        }
        String address = place.address().address().getHostAddress();
        ledger.record(
                place.trialId(), KIND, address, Map.of(DEVICE, place.data().value()));
        ip.change(null, List.of("neigh add proxy " + address + " dev " + place.data()));
    }

    /** Only a router's device answers for others; the kernel takes advertised default routes from whoever becomes one. */
    private void becomeRouter(Place place, Ledger ledger) throws IOException, InterruptedException {
        for (JsonNode route : ip.routesSix(null)) {
            if (route.path("dst").asText().equals("default")
                    && route.path("protocol").asText().equals("ra")) {
                throw new UntunableException(
                        "this host has its default route of IPv6 from a router's advertisement, and would lose it by"
                                + " answering for others",
                        "give the host a default route by hand, or leave IPv6 out of network veth-routed");
            }
        }
        SysctlReaper.set("ipv6/conf/" + place.data() + "/forwarding", "1", place.trialId(), ledger);
    }

    @Override
    public boolean owns(Entry entry) {
        return entry.kind().equals(KIND);
    }

    @Override
    public void reap(Entry entry) throws IOException, InterruptedException {
        LinkName device = new LinkName(entry.details().getOrDefault(DEVICE, ""));
        InetAddress address = Cidr.literal(entry.name());
        if (!ProcNetDev.read().containsKey(device.value())) {
            return;
        }
        for (JsonNode proxied : ip.proxies(address, device)) {
            if (Cidr.literal(proxied.path("dst").asText()).equals(address)) {
                ip.change(null, List.of("neigh del proxy " + address.getHostAddress() + " dev " + device));
            }
        }
    }
}
