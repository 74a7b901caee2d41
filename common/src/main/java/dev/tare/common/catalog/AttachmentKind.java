package dev.tare.common.catalog;

/** The shapes in which a network can be handed to a runtime. */
public enum AttachmentKind {
    /** The host's own network namespace. */
    HOST_NETNS("the host's own network namespace"),
    /** A network namespace made for the trial. */
    NETNS("a network namespace made for it"),
    /** A tap device, for virtual machines. */
    TAP("a tap device"),
    /** A network that a container daemon makes itself. */
    DAEMON_NETWORK("a network that its daemon makes");

    private final String words;

    AttachmentKind(String words) {
        this.words = words;
    }

    /** For messages. */
    public String words() {
        return words;
    }
}
