package dev.tare.probe.setup;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.EngineKind;
import dev.tare.common.catalog.WorkloadKind;
import dev.tare.probe.clock.Precedence;
import dev.tare.probe.clock.Timing;
import java.net.InetAddress;
import java.util.Optional;

/**
 * What the agent asked for, checked.
 *
 * @param token what a stranger on the port does not know
 * @param client true where this side connects, false where it listens
 * @param engine name in the catalogue
 * @param workload name in the catalogue
 * @param localAddress to bind; empty lets the kernel choose
 * @param serverAddress where the server side listens
 * @param congestionControl asked for on every socket; empty leaves the stack's own
 */
public record TrialSetup(
        Token token,
        boolean client,
        String engine,
        String workload,
        WorkloadOptions options,
        Optional<InetAddress> localAddress,
        InetAddress serverAddress,
        int serverPort,
        String congestionControl,
        Timing timing,
        long setupTimeoutNanos) {

    /** Whether another's program produces the traffic, be it on the other side only. */
    public boolean foreign() {
        return Catalog.find(Catalog.engines(), engine).map(EngineKind::foreign).orElse(false);
    }

    /** Whether the option {@code priority} asks for a real-time one. */
    public boolean realTime() {
        return WorkloadKind.isRealTime(options.values());
    }

    /** For one thread that moves traffic: until it has begun, or all the time where the option {@code priority} says so. */
    public Precedence precedence() {
        return realTime() ? Precedence.throughout() : new Precedence();
    }
}
