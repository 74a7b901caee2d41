package dev.tare.common.catalog;

import static dev.tare.common.catalog.AttachmentKind.DAEMON_NETWORK;
import static dev.tare.common.catalog.AttachmentKind.HOST_NETNS;
import static dev.tare.common.catalog.AttachmentKind.NETNS;
import static dev.tare.common.catalog.AttachmentKind.TAP;

import java.util.List;
import java.util.Set;

/** The networks. */
final class NetworkKinds {

    /** Of networks that carry both: the others translate or answer for IPv4 only. */
    private static final OptionSpec FAMILY = OptionSpec.choice(
            NetworkKind.FAMILY, NetworkKind.IPV4, List.of(NetworkKind.IPV4, NetworkKind.IPV6), "the Internet Protocol");

    static final List<NetworkKind> ALL = List.of(
            kind(
                    "host",
                    Set.of(HOST_NETNS),
                    Addressing.HOST,
                    Encapsulation.NONE,
                    true,
                    List.of(),
                    "the host's own network namespace and address"),
            kind(
                    "bridge",
                    Set.of(NETNS, TAP),
                    Addressing.SUBNET,
                    Encapsulation.NONE,
                    true,
                    List.of(),
                    "a namespace of its own, a veth pair, bridged to the link's subnet"),
            kind(
                    "nat",
                    Set.of(NETNS),
                    Addressing.HIDDEN,
                    Encapsulation.NONE,
                    false,
                    List.of(new Program("nft", "nftables")),
                    "a namespace of its own, a veth pair and a bridge with a private subnet, masqueraded by the host"),
            kind(
                    "veth-routed",
                    Set.of(NETNS),
                    Addressing.SUBNET,
                    Encapsulation.NONE,
                    false,
                    List.of(),
                    "a namespace of its own, a veth pair, routed by the host, which answers for it on the link (proxy ARP, or its like of"
                            + " IPv6)"),
            kind(
                    "macvlan",
                    Set.of(NETNS),
                    Addressing.SUBNET,
                    Encapsulation.NONE,
                    true,
                    List.of(),
                    "a namespace of its own, a macvlan device (mode bridge) on the data device"),
            kind(
                    "ipvlan",
                    Set.of(NETNS),
                    Addressing.SUBNET,
                    Encapsulation.NONE,
                    true,
                    List.of(),
                    "a namespace of its own, an ipvlan device (mode l2) on the data device"),
            kind(
                    "overlay",
                    Set.of(NETNS, TAP),
                    Addressing.COMMON,
                    Encapsulation.VXLAN,
                    false,
                    List.of(),
                    "a namespace of its own, a veth pair and a bridge, joined to the peer's by VXLAN between the hosts"),
            ofDaemons(
                    "daemon-nat",
                    Addressing.HIDDEN,
                    List.of(new Program("iptables", "iptables"), new Program("nft", "nftables")),
                    "a bridge that Docker, Podman or LXD makes, with a private subnet and its own rules for what leaves; IPv4"),
            ofDaemons(
                    "daemon-macvlan",
                    Addressing.SUBNET,
                    List.of(),
                    "a macvlan device on the data device that Docker, Podman or LXD makes; IPv4"));

    private NetworkKinds() {}

    /** What the users of those daemons have, beside the same shape as the agent makes it for every runtime. */
    private static NetworkKind ofDaemons(String name, Addressing addressing, List<Program> programs, String summary) {
        return new NetworkKind(
                name,
                List.of(),
                List.of(),
                Set.of(DAEMON_NETWORK),
                addressing,
                Encapsulation.NONE,
                false,
                programs,
                summary);
    }

    private static NetworkKind kind(
            String name,
            Set<AttachmentKind> provides,
            Addressing addressing,
            Encapsulation encapsulation,
            boolean withinHost,
            List<Program> programs,
            String summary) {
        return new NetworkKind(
                name, List.of(), List.of(FAMILY), provides, addressing, encapsulation, withinHost, programs, summary);
    }
}
