package dev.tare.controller.timeline;

import dev.tare.common.clock.Exchange;
import dev.tare.common.clock.Offset;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The clocks of a trial's two probes against each other, by way of the controller's or, on one host, of the agent's. Not for more than one thread. */
public final class ProbeClocks {

    private final Clock client;
    private final Clock server;

    private ProbeClocks(Clock client, Clock server) {
        this.client = client;
        this.server = server;
    }

    /** Empty where one of the four clocks between them was never compared. */
    public static Optional<ProbeClocks> of(
            TrialRecord trialRecord, Map<Side, SideData> sides, Map<Side, List<Exchange>> exchanges) {
        return clock(trialRecord, sides, exchanges, Side.CLIENT)
                .flatMap(client -> clock(trialRecord, sides, exchanges, Side.SERVER)
                        .map(server -> new ProbeClocks(client, server)));
    }

    private static Optional<Clock> clock(
            TrialRecord trialRecord, Map<Side, SideData> sides, Map<Side, List<Exchange>> exchanges, Side side) {
        return Optional.ofNullable(sides.get(side))
                .flatMap(ProbeClock::of)
                .flatMap(probe ->
                        Synchronies.between(trialRecord, side, exchanges).map(agent -> new Clock(probe, agent)));
    }

    /** How much more the server's probe's clock reads than the client's, at an instant of the latter. */
    public Offset serverAhead(long clientNanos) {
        Moment here = client.toController(clientNanos);
        // the first guess presumes no offset; the second is off by what the clocks drift apart over the first's error,
        // which
        // the third corrects
        long serverNanos = clientNanos;
        Moment there = server.toController(serverNanos);
        for (int guess = 0; guess < 2; guess++) {
            serverNanos += here.atNanos() - there.atNanos();
            there = server.toController(serverNanos);
        }
        return new Offset(serverNanos - clientNanos, here.boundNanos() + there.boundNanos(), 0);
    }

    private record Clock(ProbeClock probe, AgentClock agent) {

        Moment toController(long probeNanos) {
            return probe.toController(probeNanos, agent);
        }
    }
}
