package dev.tare.probe.workload.udp;

/** What the two messages of a transaction carry besides its number. */
interface Stamps {

    /** Nothing. */
    Stamps NONE = new Stamps() {};

    /** At the client, right before a request leaves. */
    default void asks(Numbered request) {}

    /** At the server, right after a request came. */
    default void came() {}

    /** At the server, right before the response leaves. */
    default void answers(Numbered request, Numbered response) {}

    /** At the client, after the response came at {@code nowNanos}. */
    default void answered(Numbered response, long nowNanos) {}
}
