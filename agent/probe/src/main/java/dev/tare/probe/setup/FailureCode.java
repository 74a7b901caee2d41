package dev.tare.probe.setup;

/** The stable words of {@code tare.probe.v1.Failure}. */
public enum FailureCode {
    BAD_SETUP("bad-setup"),
    CONNECT_FAILED("connect-failed"),
    BIND_FAILED("bind-failed"),
    PORT_IN_USE("port-in-use"),
    /** The peer ended the connection, or reset it, before the window was over. */
    PEER_CLOSED("peer-closed"),
    /** The connection is open, but the peer neither ended it nor took what was sent for long after the window. */
    PEER_STALLED("peer-stalled"),
    PEER_GARBAGE("peer-garbage"),
    UNSUPPORTED("unsupported"),
    /** An option that what is below the probe cannot do here, today or any day. */
    OPTION_UNAVAILABLE("option-unavailable"),
    /** A foreign engine cannot be run, or ended otherwise than well. */
    ENGINE_FAILED("engine-failed"),
    /** A foreign engine was killed because it did not end. */
    ENGINE_HUNG("engine-hung"),
    /** A foreign engine was killed because it wrote too much. */
    ENGINE_OUTPUT("engine-output"),
    INTERNAL("internal");

    private final String word;

    FailureCode(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
