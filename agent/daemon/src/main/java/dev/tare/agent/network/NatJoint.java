package dev.tare.agent.network;

import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.process.TrialNames;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What Docker does unless it is told otherwise: a bridge with a private subnet, routed by the host, which lends its own address to
 * what leaves. The peer sees the host only, so the runtime can be the client side and not the server side.
 */
final class NatJoint implements Joint {

    private static final Cidr SUBNET = Cidr.parse("172.30.74.0/24");
    private static final Cidr GATEWAY = Cidr.parse("172.30.74.1/24");
    private static final Cidr ADDRESS = Cidr.parse("172.30.74.2/24");

    private final IpTool ip;
    private final Masquerade masquerade;

    NatJoint(IpTool ip, Masquerade masquerade) {
        this.ip = ip;
        this.masquerade = masquerade;
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
    public List<LinkName> outside(TrialNames names, boolean tap) {
        return Bridge.path(names, tap);
    }

    @Override
    public Cidr address(Place place) {
        return ADDRESS;
    }

    @Override
    public InetAddress nextHop(Place place) {
        return GATEWAY.address();
    }

    @Override
    public List<String> lines(Place place) {
        TrialNames names = place.names();
        List<String> lines = new ArrayList<>(Bridge.withVeth(names, ADDRESS, place.mtuBytes()));
        lines.add("address add " + GATEWAY + " dev " + Bridge.name(names));
        lines.add("link set " + Bridge.name(names) + " up");
        return lines;
    }

    @Override
    public List<String> routes(Place place) {
        return List.of("route add default via " + GATEWAY.address().getHostAddress() + " dev " + INSIDE);
    }

    @Override
    public void furnish(Place place, Ledger ledger) throws IOException, InterruptedException {
        refuseIfSubnetIsTaken(place);
        Forwarding.start(List.of(place.data(), Bridge.name(place.names())), place.trialId(), ledger);
        masquerade.start(place, SUBNET, ledger);
    }

    /** The bridge's own route is the only one that may lead there. */
    private void refuseIfSubnetIsTaken(Place place) throws IOException, InterruptedException {
        String bridge = Bridge.name(place.names()).value();
        String device = ip.ask(null, List.of("route get " + ADDRESS.address().getHostAddress()))
                .getFirst()
                .path(0)
                .path("dev")
                .asText();
        if (!device.equals(bridge)) {
            throw new IOException("the subnet " + SUBNET + ", which network nat uses, is reached over " + device
                    + " on this host; give that network another subnet, or leave nat out");
        }
    }
}
