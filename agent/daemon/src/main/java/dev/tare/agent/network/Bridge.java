package dev.tare.agent.network;

import dev.tare.agent.process.TrialNames;
import java.util.ArrayList;
import java.util.List;

/** A bridge for one trial: the runtime's port on one side, on the other whatever leads on to the link, or the other runtime's port. */
final class Bridge {

    private Bridge() {}

    static LinkName name(TrialNames names) {
        return new LinkName(names.link('b'));
    }

    /** The host's end of the veth pair. */
    static LinkName port(TrialNames names) {
        return new LinkName(names.link('h'));
    }

    static List<LinkName> path(TrialNames names, boolean tap) {
        return List.of(tap ? Joint.tap(names) : port(names), name(names));
    }

    /** With a veth pair whose other end is the device in the trial's namespace. */
    static List<String> withVeth(TrialNames names, Cidr address, int mtuBytes) {
        return with(names, mtuBytes, vethPort(names, address, mtuBytes, name(names)));
    }

    static String veth(TrialNames names, Cidr address, int mtuBytes) {
        return "link add name " + port(names) + " mtu " + mtuBytes + " type veth peer name " + Joint.INSIDE + " mtu "
                + mtuBytes + " address " + Joint.linkAddress(address) + " netns " + names.netns();
    }

    static List<String> withTap(TrialNames names, int mtuBytes) {
        return with(names, mtuBytes, tapPort(names, mtuBytes, name(names)));
    }

    /** The veth pair alone, where there is a bridge already. */
    static List<String> vethPort(TrialNames names, Cidr address, int mtuBytes, LinkName bridge) {
        return port(port(names), veth(names, address, mtuBytes), mtuBytes, bridge);
    }

    static List<String> tapPort(TrialNames names, int mtuBytes, LinkName bridge) {
        LinkName tap = Joint.tap(names);
        return port(tap, "tuntap add dev " + tap + " mode tap", mtuBytes, bridge);
    }

    private static List<String> port(LinkName port, String add, int mtuBytes, LinkName bridge) {
        return List.of(
                add,
                "link set " + port + " mtu " + mtuBytes + " addrgenmode none",
                "link set " + port + " master " + bridge + " up");
    }

    /** No spanning tree and no forward delay: it forwards at once. No addresses: it says nothing. */
    static List<String> alone(LinkName bridge, int mtuBytes) {
        return List.of(
                "link add " + bridge + " mtu " + mtuBytes + " type bridge stp_state 0 forward_delay 0 mcast_snooping 0",
                "link set " + bridge + " addrgenmode none");
    }

    private static List<String> with(TrialNames names, int mtuBytes, List<String> port) {
        List<String> lines = new ArrayList<>(alone(name(names), mtuBytes));
        lines.addAll(port);
        return lines;
    }

    /** Gives it one more port, and starts it. */
    static List<String> complete(List<String> begun, TrialNames names, LinkName uplink) {
        List<String> lines = new ArrayList<>(begun);
        lines.add("link set " + uplink + " master " + name(names));
        lines.add("link set " + name(names) + " up");
        return lines;
    }
}
