package dev.tare.agent.network;

import dev.tare.agent.ledger.Ledger;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * A veth pair without a bridge: the host routes between it and the link, and answers on the link for the runtime's address (proxy
 * ARP; in IPv6 proxy neighbour discovery), as Calico does.
 */
final class RoutedJoint implements Joint {

    /** Link-local (RFC 3927), so that it can clash with nothing that is routed; it exists in the trial's namespace only. */
    private static final Cidr GATEWAY = Cidr.parse("169.254.74.1/32");

    /** Locally assigned (RFC 4193): of link-local addresses not every stack knows by which device. */
    private static final Cidr GATEWAY_SIX = Cidr.parse("fd74:6172:6500::1/128");

    private final IpTool ip;
    private final NeighbourProxy proxy;

    RoutedJoint(IpTool ip, NeighbourProxy proxy) {
        this.ip = ip;
        this.proxy = proxy;
    }

    @Override
    public String network() {
        return "veth-routed";
    }

    @Override
    public Optional<String> objection() {
        return Optional.empty();
    }

    @Override
    public List<LinkName> outside(Place place, boolean tap) {
        return List.of(Bridge.port(place.names()));
    }

    @Override
    public Cidr address(Place place) {
        return new Cidr(place.address().address(), place.address().address().getAddress().length * Byte.SIZE);
    }

    @Override
    public InetAddress nextHop(Place place) {
        return gateway(place).address();
    }

    private static Cidr gateway(Place place) {
        return place.peer() instanceof Inet6Address ? GATEWAY_SIX : GATEWAY;
    }

    @Override
    public Optional<LinkName> routedFrom(Place place) {
        return Optional.of(Bridge.port(place.names()));
    }

    @Override
    public List<String> lines(Place place) {
        return List.of(
                Bridge.veth(place.names(), place.address(), place.mtuBytes()),
                "link set " + Bridge.port(place.names()) + " address " + Joint.linkAddress(gateway(place))
                        + " addrgenmode none up");
    }

    @Override
    public List<String> routes(Place place) {
        String gateway = nextHop(place).getHostAddress();
        return List.of(
                "route add " + gateway + " dev " + INSIDE + " scope link",
                "neigh replace " + gateway + " lladdr " + Joint.linkAddress(gateway(place)) + " dev " + INSIDE
                        + " nud permanent",
                "route add default via " + gateway + " dev " + INSIDE);
    }

    @Override
    public void furnish(Place place, Ledger ledger) throws IOException, InterruptedException {
        LinkName port = Bridge.port(place.names());
        Sysctl.allowIpv6(port);
        ip.change(
                null,
                List.of(
                        "route add " + address(place) + " dev " + port,
                        "neigh replace " + place.address().address().getHostAddress() + " lladdr "
                                + Joint.linkAddress(place.address()) + " dev " + port + " nud permanent"));
        Forwarding.start(place.peer(), List.of(place.data(), port), place.trialId(), ledger);
        proxy.start(place, ledger);
    }
}
