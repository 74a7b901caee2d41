package dev.tare.controller.timeline;

import dev.tare.common.clock.ClockFit;
import dev.tare.common.clock.ClockTolerance;
import dev.tare.common.clock.Exchange;
import dev.tare.controller.archive.ArchivedTrial;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.Synchrony;
import dev.tare.controller.trial.TrialRecord;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out how well the two sides of a trial were on one clock, from what the trial left. */
public final class Synchronies {

    private Synchronies() {}

    /** The record's own {@link Synchrony} is not looked at. */
    public static Synchrony of(ArchivedTrial trial) throws IOException {
        Map<Side, List<Exchange>> exchanges = trial.exchanges();
        Map<Side, Synchrony.Followed> followed = new EnumMap<>(Side.class);
        exchanges.forEach((side, all) ->
                ClockFit.of(all, ClockTolerance.COMPUTERS).ifPresent(fit -> followed.put(side, followed(all, fit))));
        Optional<Moment> client = begin(trial, Side.CLIENT, exchanges);
        Optional<Moment> server = begin(trial, Side.SERVER, exchanges);
        Synchrony.Skew skew = client.isPresent() && server.isPresent()
                ? new Synchrony.Skew(
                        server.get().atNanos() - client.get().atNanos(),
                        server.get().boundNanos() + client.get().boundNanos())
                : null;
        return new Synchrony(skew, followed);
    }

    private static Synchrony.Followed followed(List<Exchange> all, ClockFit fit) {
        return new Synchrony.Followed(
                all.size() - fit.impossible(),
                fit.impossible(),
                fit.straight(),
                fit.atMiddle().driftPpb());
    }

    private static Optional<Moment> begin(ArchivedTrial trial, Side side, Map<Side, List<Exchange>> exchanges)
            throws IOException {
        SideData data = trial.side(side);
        return data == null
                ? Optional.empty()
                : between(trial.trialRecord(), side, exchanges).flatMap(clock -> Timeline.begun(data, clock));
    }

    /** That side's clock, for what is said of one side against the other only. */
    static Optional<AgentClock> between(TrialRecord it, Side side, Map<Side, List<Exchange>> exchanges) {
        return it.trial().cell().pair().isOneHost() ? Optional.of(new OneClock()) : clock(it, side, exchanges);
    }

    static Optional<AgentClock> clock(TrialRecord it, Side side, Map<Side, List<Exchange>> exchanges) {
        return AgentClock.of(
                exchanges.getOrDefault(side, List.of()),
                it.clocksBefore().get(side),
                it.clocksAfter().get(side));
    }
}
