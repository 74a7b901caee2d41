package dev.tare.agent.network;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.process.UnavailableException;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What Docker does unless it is told otherwise: a bridge with a private subnet, routed by the host, which lends its own address to
 * what leaves. The peer sees the host only, so the runtime can be the client side and not the server side.
 */
final class NatJoint implements Joint {

    private static final Private FOUR = Private.of("172.30.74.0/24", "172.30.74.1/24", "172.30.74.2/24");

    /** Locally assigned (RFC 4193). */
    private static final Private SIX =
            Private.of("fd74:6172:6500:74::/64", "fd74:6172:6500:74::1/64", "fd74:6172:6500:74::2/64");

    /** To all there is, also in two halves, as virtual private networks have it. */
    private static final Set<String> EVERYWHERE = Set.of("default", "0.0.0.0/1", "128.0.0.0/1", "::/1", "8000::/1");

    private static final Set<String> LEADS_NOWHERE = Set.of("unreachable", "blackhole", "prohibit", "throw");

    private final IpTool ip;
    private final Masquerade masquerade;

    NatJoint(IpTool ip, Masquerade masquerade) {
        this.ip = ip;
        this.masquerade = masquerade;
    }

    /** What is behind the host. */
    private record Private(Cidr subnet, Cidr gateway, Cidr address) {

        static Private of(String subnet, String gateway, String address) {
            return new Private(Cidr.parse(subnet), Cidr.parse(gateway), Cidr.parse(address));
        }

        static Private of(Place place) {
            return place.peer() instanceof Inet6Address ? SIX : FOUR;
        }
    }

    @Override
    public String network() {
        return "nat";
    }

    @Override
    public Optional<String> objection() throws IOException, InterruptedException {
        return masquerade.version().isEmpty() ? Optional.of("nft does not tell its version") : Optional.empty();
    }

    @Override
    public List<LinkName> outside(Place place, boolean tap) {
        return Bridge.path(place.names(), tap);
    }

    @Override
    public Cidr address(Place place) {
        return Private.of(place).address();
    }

    @Override
    public InetAddress nextHop(Place place) {
        return Private.of(place).gateway().address();
    }

    @Override
    public List<String> lines(Place place) {
        return Bridge.withVeth(place.names(), address(place), place.mtuBytes());
    }

    @Override
    public List<String> routes(Place place) {
        return List.of("route add default via " + nextHop(place).getHostAddress() + " dev " + INSIDE);
    }

    @Override
    public void furnish(Place place, Ledger ledger) throws IOException, InterruptedException {
        LinkName bridge = Bridge.name(place.names());
        Cidr gateway = Private.of(place).gateway();
        refuseIfRouted(ip, Private.of(place).subnet(), network());
        Sysctl.allowIpv6(bridge);
        ip.change(
                null,
                List.of("address add " + gateway + " dev " + bridge + gateway.flags(), "link set " + bridge + " up"));
        refuseIfTaken(ip, Private.of(place).subnet(), address(place), bridge, network());
        Forwarding.start(place.peer(), List.of(place.data(), bridge), place.trialId(), ledger);
        masquerade.start(place, Private.of(place).subnet(), ledger);
    }

    @Override
    public Optional<LinkName> routedFrom(Place place) {
        return Optional.of(Bridge.name(place.names()));
    }

    /**
     * Before the bridge has the subnet, whose own route would win over each wider one: of another network that is in use, as a
     * container's or a virtual private one, a part would be cut off for as long as the trial lasts.
     */
    static void refuseIfRouted(IpTool ip, Cidr subnet, String network) throws IOException, InterruptedException {
        for (JsonNode route : ip.routesTo(subnet)) {
            String to = route.path("dst").asText();
            if (!EVERYWHERE.contains(to)
                    && !LEADS_NOWHERE.contains(route.path("type").asText())) {
                throw taken(subnet, network, route.path("dev").asText("another device") + " (route " + to + ")");
            }
        }
    }

    /** The bridge's own route is the only one that may lead there. */
    static void refuseIfTaken(IpTool ip, Cidr subnet, Cidr address, LinkName bridge, String network)
            throws IOException, InterruptedException {
        String device = ip.ask(null, List.of("route get " + address.address().getHostAddress()))
                .getFirst()
                .path(0)
                .path("dev")
                .asText();
        if (!device.equals(bridge.value())) {
            throw taken(subnet, network, device);
        }
    }

    private static UnavailableException taken(Cidr subnet, String network, String where) {
        return new UnavailableException(
                "the subnet " + subnet + ", which network " + network + " uses, is reached over " + where
                        + " on this host",
                "give that other network another subnet, or leave " + network + " out");
    }
}
