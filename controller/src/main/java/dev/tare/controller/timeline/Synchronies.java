package dev.tare.controller.timeline;

import dev.tare.common.clock.Bounds;
import dev.tare.controller.archive.ArchivedTrial;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.trial.ClockExchanges;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.Synchrony;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Finds out how well the two sides of a trial were on one clock, from what the trial left. */
public final class Synchronies {

    private Synchronies() {}

    /** The record's own {@link Synchrony} is not looked at. */
    public static Synchrony of(ArchivedTrial trial) throws IOException {
        ClockExchanges exchanges = trial.exchanges();
        Map<Side, Synchrony.Followed> followed = new EnumMap<>(Side.class);
        exchanges
                .byController()
                .forEach((side, all) -> SideClocks.followed(all).ifPresent(it -> followed.put(side, it)));
        SideClocks clocks = SideClocks.of(trial.trialRecord(), exchanges);
        Optional<Moment> client = begin(trial, Side.CLIENT, clocks);
        Optional<Moment> server = begin(trial, Side.SERVER, clocks);
        Synchrony.Skew skew = client.isPresent() && server.isPresent()
                ? new Synchrony.Skew(
                        server.get().atNanos() - client.get().atNanos(),
                        Bounds.sum(server.get().boundNanos(), client.get().boundNanos()))
                : null;
        return new Synchrony(skew, followed, clocks.between().orElse(null));
    }

    private static Optional<Moment> begin(ArchivedTrial trial, Side side, SideClocks clocks) throws IOException {
        SideData data = trial.side(side);
        return data == null ? Optional.empty() : clocks.onOne(side).flatMap(clock -> Timeline.begun(data, clock));
    }
}
