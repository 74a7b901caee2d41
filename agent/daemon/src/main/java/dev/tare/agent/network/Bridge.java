package dev.tare.agent.network;

import dev.tare.agent.process.TrialNames;
import java.util.ArrayList;
import java.util.List;

/** A bridge for one trial: the runtime's port on one side, whatever leads on to the link on the other. */
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
        return with(names, port(names), mtuBytes, veth(names, address, mtuBytes));
    }

    static String veth(TrialNames names, Cidr address, int mtuBytes) {
        return "link add name " + port(names) + " mtu " + mtuBytes + " type veth peer name " + Joint.INSIDE + " mtu "
                + mtuBytes + " address " + Joint.linkAddress(address) + " netns " + names.netns();
    }

    static List<String> withTap(TrialNames names, int mtuBytes) {
        LinkName tap = Joint.tap(names);
        return with(names, tap, mtuBytes, "tuntap add dev " + tap + " mode tap");
    }

    /** No spanning tree and no forward delay: it forwards at once. No addresses: it says nothing. */
    private static List<String> with(TrialNames names, LinkName port, int mtuBytes, String addPort) {
        LinkName bridge = name(names);
        return List.of(
                "link add " + bridge + " mtu " + mtuBytes + " type bridge stp_state 0 forward_delay 0 mcast_snooping 0",
                "link set " + bridge + " addrgenmode none",
                addPort,
                "link set " + port + " mtu " + mtuBytes + " addrgenmode none",
                "link set " + port + " master " + bridge + " up");
    }

    /** Gives it one more port, and starts it. */
    static List<String> complete(List<String> begun, TrialNames names, LinkName uplink) {
        List<String> lines = new ArrayList<>(begun);
        lines.add("link set " + uplink + " master " + name(names));
        lines.add("link set " + name(names) + " up");
        return lines;
    }
}
