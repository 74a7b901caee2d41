package dev.tare.probe.socket;

import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.TrialSetup;
import java.util.OptionalInt;

/**
 * How a workload wants its sockets.
 *
 * @param connections how many, opened before anything is measured
 * @param noDelay true where no segment may wait for more data (TCP_NODELAY)
 * @param congestionControl asked for; empty leaves the stack's own
 * @param bufferBytes of each direction; 0 leaves the stack's own
 */
public record SocketSpec(int connections, boolean noDelay, String congestionControl, int bufferBytes) {

    public static SocketSpec of(TrialSetup setup, int connections, boolean noDelay) {
        return new SocketSpec(
                connections, noDelay, setup.congestionControl(), setup.options().number("buffer", 0));
    }

    /** Best effort: what the stack refuses shows when the options are read back. */
    void apply(SocketOptions options) {
        if (noDelay) {
            options.noDelay();
        }
        if (!congestionControl.isEmpty()) {
            options.congestionControl(congestionControl);
        }
        if (bufferBytes > 0) {
            options.buffers(bufferBytes);
        }
    }

    /** Buffers that are not what was asked for would make another measurement of it. */
    public void check(SocketOptions options) throws ProbeFailure {
        check("send", options.sendBufferBytes());
        check("receive", options.receiveBufferBytes());
    }

    private void check(String which, OptionalInt got) throws ProbeFailure {
        if (bufferBytes > 0 && got.orElse(0) / 2 < bufferBytes) {
            String limit = which.equals("send") ? "net.core.wmem_max" : "net.core.rmem_max";
            throw new ProbeFailure(
                    FailureCode.UNSUPPORTED,
                    "a " + which + " buffer of " + bufferBytes + " bytes was asked for, the kernel gives "
                            + got.orElse(0) / 2 + ": raise " + limit + " there, or ask for less");
        }
    }
}
