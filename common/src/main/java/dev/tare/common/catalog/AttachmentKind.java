package dev.tare.common.catalog;

/** The shapes in which a network can be handed to a runtime. */
public enum AttachmentKind {
    /** The host's own network namespace. */
    HOST_NETNS,
    /** A network namespace made for the trial. */
    NETNS,
    /** A tap device, for virtual machines. */
    TAP,
    /** A network that a container daemon made itself. */
    DAEMON_NETWORK
}
