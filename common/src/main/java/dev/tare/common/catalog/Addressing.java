package dev.tare.common.catalog;

/** By which address the other side knows a runtime on a network. */
public enum Addressing {
    /** The host's own. */
    HOST,
    /** One of its own on the link's subnet. */
    SUBNET,
    /** One of its own in a network that both sides of a trial have to be in, the peer as well. */
    COMMON,
    /** The host's, behind which it is hidden: it can call, and cannot be called. */
    HIDDEN
}
