package dev.tare.controller.timeline;

import dev.tare.common.clock.Offset;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.trial.Side;
import java.util.Map;
import java.util.Optional;

/** The clocks of a trial's two probes against each other, by way of their agents'. Not for more than one thread. */
public final class ProbeClocks {

    private final Clock client;
    private final Clock server;

    private ProbeClocks(Clock client, Clock server) {
        this.client = client;
        this.server = server;
    }

    /** Empty where one of the four clocks between them was never compared. */
    public static Optional<ProbeClocks> of(Map<Side, SideData> sides, SideClocks clocks) {
        return clock(sides, clocks, Side.CLIENT)
                .flatMap(client -> clock(sides, clocks, Side.SERVER).map(server -> new ProbeClocks(client, server)));
    }

    private static Optional<Clock> clock(Map<Side, SideData> sides, SideClocks clocks, Side side) {
        return Optional.ofNullable(sides.get(side))
                .flatMap(ProbeClock::of)
                .flatMap(probe -> clocks.onOne(side).map(agent -> new Clock(probe, agent)));
    }

    /** How much more the server's probe's clock reads than the client's, at an instant of the latter. */
    public Offset serverAhead(long clientNanos) {
        return Ahead.of(client::toController, server::toController, clientNanos);
    }

    private record Clock(ProbeClock probe, AgentClock agent) {

        Moment toController(long probeNanos) {
            return probe.toController(probeNanos, agent);
        }
    }
}
