package dev.tare.probe.socket;

import dev.tare.common.linux.Errno;
import dev.tare.common.linux.Libc;
import dev.tare.common.linux.NativeMemory;
import dev.tare.common.linux.SocketAddressCodec;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.TrialSetup;

/** The server's port. What it accepts has its options. */
final class Listener {

    private static final int SOCK_STREAM = 1;
    private static final int SOCK_CLOEXEC = 0x80000;

    private Listener() {}

    /**
     * A descriptor that listens.
     *
     * @param flags besides close-on-exec, e.g. {@code SOCK_NONBLOCK}
     */
    static int open(TrialSetup setup, SocketSpec spec, int flags, int backlog) throws ProbeFailure {
        return open(new Place(setup.serverAddress(), setup.serverPort()), spec, flags, backlog);
    }

    static int open(Place place, SocketSpec spec, int flags, int backlog) throws ProbeFailure {
        Libc libc = new Libc();
        int family = SocketAddressCodec.family(place.address());
        int listener = libc.socket(family, SOCK_STREAM | SOCK_CLOEXEC | flags, 0);
        int result = listener;
        if (listener >= 0) {
            SocketOptions options = new SocketOptions(listener);
            options.reuseAddress();
            spec.apply(options);
            NativeMemory memory = new NativeMemory(SocketAddressCodec.MAXIMUM_BYTES);
            int length = SocketAddressCodec.write(place.address(), place.port(), memory);
            result = libc.bind(listener, memory, length);
            if (result == 0) {
                result = libc.listen(listener, backlog);
            }
        }
        if (result < 0) {
            libc.close(listener);
            FailureCode code = result == -Errno.EADDRINUSE ? FailureCode.PORT_IN_USE : FailureCode.BIND_FAILED;
            throw new ProbeFailure(code, "cannot listen on " + place + ": " + Errno.describe(-result));
        }
        return listener;
    }

    static String name(TrialSetup setup) {
        return new Place(setup.serverAddress(), setup.serverPort()).toString();
    }
}
