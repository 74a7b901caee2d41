package dev.tare.agent.network;

import java.util.List;

/** The lines {@code ip -batch} reads to make a bridge network. */
final class BridgePlan {

    private BridgePlan() {}

    /** In the host's namespace. No spanning tree and no forward delay: it forwards at once. No addresses: it says nothing. */
    static List<String> outside(
            LinkName bridge, LinkName outside, String inside, LinkName data, Cidr address, int mtuBytes, String netns) {
        return List.of(
                "netns add " + netns,
                "link add " + bridge + " mtu " + mtuBytes + " type bridge stp_state 0 forward_delay 0 mcast_snooping 0",
                "link set " + bridge + " addrgenmode none",
                "link add name " + outside + " mtu " + mtuBytes + " type veth peer name " + inside + " mtu " + mtuBytes
                        + " address " + linkAddress(address) + " netns " + netns,
                "link set " + outside + " addrgenmode none",
                "link set " + outside + " master " + bridge + " up",
                "link set " + data + " master " + bridge,
                "link set " + bridge + " up");
    }

    /** In the trial's namespace. */
    static List<String> inside(String device, Cidr address) {
        return List.of(
                "link set lo up",
                "link set " + device + " addrgenmode none",
                "address add " + address + " dev " + device,
                "link set " + device + " up");
    }

    /**
     * The same for the same address in every trial, so that a peer which remembers it from the last trial is right.
     * Locally administered: 0e:74 and the address's last four bytes.
     */
    static String linkAddress(Cidr address) {
        byte[] bytes = address.address().getAddress();
        int from = bytes.length - 4;
        return "0e:74:%02x:%02x:%02x:%02x"
                .formatted(bytes[from] & 0xff, bytes[from + 1] & 0xff, bytes[from + 2] & 0xff, bytes[from + 3] & 0xff);
    }
}
