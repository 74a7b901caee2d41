package dev.tare.probe.socket;

import dev.tare.probe.setup.TrialSetup;

/**
 * How a workload wants its sockets.
 *
 * @param connections how many, opened before anything is measured
 * @param noDelay true where no segment may wait for more data (TCP_NODELAY)
 * @param congestionControl asked for; empty leaves the stack's own
 */
public record SocketSpec(int connections, boolean noDelay, String congestionControl) {

    public static SocketSpec of(TrialSetup setup, int connections, boolean noDelay) {
        return new SocketSpec(connections, noDelay, setup.congestionControl());
    }

    /** Best effort: what the stack refuses shows when the options are read back. */
    void apply(SocketOptions options) {
        if (noDelay) {
            options.noDelay();
        }
        if (!congestionControl.isEmpty()) {
            options.congestionControl(congestionControl);
        }
    }
}
