package dev.tare.common.catalog;

/** Whose TCP a workload in a runtime speaks through. */
public enum NetworkStack {

    /** The host kernel's: it knows the kernel's settings, and its devices are the host's. */
    HOST,

    /** The host kernel's as well, to which a sandbox's own kernel passes the calls on. */
    PASSED_THROUGH,

    /** A sandbox's own, over devices of the host's. */
    SANDBOX,

    /** A guest kernel's, over a network card that the host cannot reach into. */
    MACHINE
}
