package dev.tare.agent.runtime.oci;

/** Whose network stack a gVisor sandbox uses. */
enum GvisorStack {
    /** gVisor's own; it takes the device over and its addresses off the namespace. */
    NETSTACK("sandbox"),
    /** The kernel's of the namespace the sandbox is in; socket calls pass through. */
    HOST("host"),
    /** None, to try a platform. */
    NONE("none");

    private final String flag;

    GvisorStack(String flag) {
        this.flag = flag;
    }

    /** Value of runsc's {@code --network}. */
    String flag() {
        return flag;
    }
}
