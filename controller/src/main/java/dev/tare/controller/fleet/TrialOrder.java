package dev.tare.controller.fleet;

import dev.tare.common.catalog.Tuning;
import dev.tare.common.units.Shaping;
import dev.tare.controller.trial.Chosen;
import dev.tare.controller.trial.Side;
import java.time.Duration;
import java.util.Optional;

/**
 * What one side is asked to do in a trial.
 *
 * @param holder who asks, for the refusal that somebody else reads
 * @param localAddress of the runtime on this side, in CIDR form
 * @param peerAddress of the other side, without a prefix length
 * @param hosts what is between a tunnel's ends
 * @param tuning settings of the path; an MTU among them stands in {@code mtuBytes} already
 * @param engine who produces the traffic, by its name in the catalogue
 * @param timingFloor whether the probe measures what its own timing takes
 * @param peerRuntime what runs on the other side
 * @param shaping for the host's data device; empty leaves it alone
 * @param serverPort where the server side's probe listens
 */
public record TrialOrder(
        String holder,
        String trialId,
        Side side,
        Chosen runtime,
        Chosen network,
        Tuning tuning,
        Chosen workload,
        String engine,
        boolean timingFloor,
        String dataInterface,
        String localAddress,
        String peerAddress,
        HostAddresses hosts,
        String peerRuntime,
        int mtuBytes,
        long linkBitsPerSecond,
        Optional<Shaping> shaping,
        int serverPort,
        String congestionControl,
        Token token,
        Times times) {

    /** The hosts' own addresses on the link, without a prefix length. */
    public record HostAddresses(String own, String peer) {}

    /** Slices and limits of a trial. */
    public record Times(
            Duration warmup,
            Duration duration,
            Duration interval,
            Duration hostSample,
            Duration delivery,
            Duration probeSetupLimit,
            Duration prepareLimit) {}
}
