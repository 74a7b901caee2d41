package dev.tare.agent.network;

import dev.tare.agent.process.TrialNames;
import java.util.List;
import java.util.Optional;

/**
 * A veth pair, and a bridge that holds the host's data device for as long as the trial lives. The device's address, routes and
 * queueing discipline are not touched; it is free again as soon as the bridge is gone.
 */
final class BridgeJoint implements Joint {

    @Override
    public String network() {
        return "bridge";
    }

    @Override
    public Optional<String> objection() {
        return Optional.empty();
    }

    @Override
    public List<LinkName> outside(TrialNames names, boolean tap) {
        return List.of(tap ? Joint.tap(names) : port(names), bridge(names));
    }

    @Override
    public List<String> lines(TrialNames names, LinkName data, Cidr address, int mtuBytes) {
        LinkName port = port(names);
        return bridged(
                names,
                data,
                port,
                mtuBytes,
                "link add name " + port + " mtu " + mtuBytes + " type veth peer name " + INSIDE + " mtu " + mtuBytes
                        + " address " + Joint.linkAddress(address) + " netns " + names.netns());
    }

    @Override
    public List<String> tapLines(TrialNames names, LinkName data, int mtuBytes) {
        LinkName tap = Joint.tap(names);
        return bridged(names, data, tap, mtuBytes, "tuntap add dev " + tap + " mode tap");
    }

    /** No spanning tree and no forward delay: it forwards at once. No addresses: it says nothing. */
    private static List<String> bridged(TrialNames names, LinkName data, LinkName port, int mtuBytes, String addPort) {
        LinkName bridge = bridge(names);
        return List.of(
                "link add " + bridge + " mtu " + mtuBytes + " type bridge stp_state 0 forward_delay 0 mcast_snooping 0",
                "link set " + bridge + " addrgenmode none",
                addPort,
                "link set " + port + " mtu " + mtuBytes + " addrgenmode none",
                "link set " + port + " master " + bridge + " up",
                "link set " + data + " master " + bridge,
                "link set " + bridge + " up");
    }

    private static LinkName bridge(TrialNames names) {
        return new LinkName(names.link('b'));
    }

    private static LinkName port(TrialNames names) {
        return new LinkName(names.link('h'));
    }
}
