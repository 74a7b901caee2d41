package dev.tare.common.catalog;

import java.util.List;
import java.util.Set;

/** The networks. */
final class NetworkKinds {

    static final List<NetworkKind> ALL = List.of(
            new NetworkKind(
                    "host",
                    List.of(),
                    List.of(),
                    Set.of(AttachmentKind.HOST_NETNS),
                    false,
                    "the host's own network namespace and address"),
            new NetworkKind(
                    "bridge",
                    List.of(),
                    List.of(),
                    Set.of(AttachmentKind.NETNS, AttachmentKind.TAP),
                    true,
                    "a namespace of its own, a veth pair, bridged to the link's subnet"),
            new NetworkKind(
                    "macvlan",
                    List.of(),
                    List.of(),
                    Set.of(AttachmentKind.NETNS),
                    true,
                    "a namespace of its own, a macvlan device (mode bridge) on the data device"),
            new NetworkKind(
                    "ipvlan",
                    List.of(),
                    List.of(),
                    Set.of(AttachmentKind.NETNS),
                    true,
                    "a namespace of its own, an ipvlan device (mode l2) on the data device"));

    private NetworkKinds() {}
}
