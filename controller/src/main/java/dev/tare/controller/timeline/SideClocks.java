package dev.tare.controller.timeline;

import dev.tare.common.clock.ClockFit;
import dev.tare.common.clock.ClockTolerance;
import dev.tare.common.clock.Exchange;
import dev.tare.controller.trial.ClockExchanges;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.Synchrony;
import dev.tare.controller.trial.Synchrony.Source;
import dev.tare.controller.trial.TrialRecord;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of a trial's agents against the controller's and against each other. There are two ways from one agent to the
 * other: what the one heard from the other, and what the controller heard from both. Not for more than one thread.
 */
public final class SideClocks {

    /** Where the two ways are compared, evenly over the trial. */
    private static final int INSTANTS = 8;

    private final Map<Side, AgentClock> legs;
    private final @Nullable Way way;
    private final Synchrony.@Nullable Between between;

    private SideClocks(Map<Side, AgentClock> legs, @Nullable Way way, Synchrony.@Nullable Between between) {
        this.legs = legs;
        this.way = way;
        this.between = between;
    }

    /** From what was heard; of the record only its pair, its times and the readings over gRPC are looked at. */
    public static SideClocks of(TrialRecord it, ClockExchanges exchanges) {
        Map<Side, AgentClock> legs = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            AgentClock.of(
                            exchanges.byController(side),
                            it.clocksBefore().get(side),
                            it.clocksAfter().get(side))
                    .ifPresent(clock -> legs.put(side, clock));
        }
        if (it.trial().cell().pair().isOneHost()) {
            return new SideClocks(
                    legs,
                    new Way(Source.ONE_CLOCK, new OneClock(), new OneClock(), true),
                    new Synchrony.Between(Source.ONE_CLOCK, 0, null, null));
        }
        Optional<Synchrony.Followed> heard = followed(exchanges.direct());
        Optional<Way> direct = ClockFit.of(exchanges.direct(), ClockTolerance.COMPUTERS)
                .map(fit -> new Way(
                        Source.DIRECT,
                        new OneClock(),
                        new FittedClock(fit),
                        heard.filter(Synchrony.Followed::sound).isPresent()));
        return ways(it, exchanges, direct, byController(exchanges, legs))
                .map(ways -> new SideClocks(
                        legs,
                        ways.way(),
                        new Synchrony.Between(
                                ways.way().source(), ways.boundNanos(), heard.orElse(null), ways.comparison())))
                .orElseGet(() -> new SideClocks(legs, null, null));
    }

    /** What is known of one side against the other; empty where nothing is. */
    public Optional<Synchrony.Between> between() {
        return Optional.ofNullable(between);
    }

    /** That side's clock against the controller's. */
    Optional<AgentClock> onController(Side side) {
        AgentClock own = legs.get(side);
        AgentClock client = legs.get(Side.CLIENT);
        boolean beside =
                side == Side.SERVER && between != null && between.source() == Source.DIRECT && !between.contradicts();
        return own != null && client != null && way != null && beside
                ? Optional.of(new PeerClock(own, way.server(), client))
                : Optional.ofNullable(own);
    }

    /** That side's clock on a clock that is the same for both sides: for what is said of one against the other only. */
    Optional<AgentClock> onOne(Side side) {
        return Optional.ofNullable(way).map(it -> it.of(side));
    }

    /** Empty where nothing was heard. */
    static Optional<Synchrony.Followed> followed(List<Exchange> all) {
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(ClockFit.of(all, ClockTolerance.COMPUTERS)
                        .map(fit -> new Synchrony.Followed(
                                all.size() - fit.impossible(),
                                fit.impossible(),
                                fit.straight(),
                                fit.atMiddle().driftPpb()))
                        .orElseGet(() -> new Synchrony.Followed(0, all.size(), false, 0)));
    }

    private static Optional<Way> byController(ClockExchanges exchanges, Map<Side, AgentClock> legs) {
        AgentClock client = legs.get(Side.CLIENT);
        AgentClock server = legs.get(Side.SERVER);
        boolean sound = exchanges.byController().values().stream()
                .flatMap(all -> followed(all).stream())
                .allMatch(Synchrony.Followed::sound);
        return client == null || server == null
                ? Optional.empty()
                : Optional.of(new Way(Source.CONTROLLER, client, server, sound));
    }

    private static Optional<Ways> ways(
            TrialRecord it, ClockExchanges exchanges, Optional<Way> direct, Optional<Way> byController) {
        if (direct.isEmpty()) {
            return byController.map(way -> Ways.of(way, instants(it.timing(), way.client())));
        }
        List<Exchange> all = exchanges.direct();
        long[] instants = instants(all.getFirst().t1(), all.getLast().t1());
        return Optional.of(byController
                .map(other -> Ways.of(direct.get(), other, instants))
                .orElseGet(() -> Ways.of(direct.get(), instants)));
    }

    /** On the client's clock. */
    private static long[] instants(TrialRecord.Timing timing, AgentClock client) {
        OneClock controller = new OneClock();
        return LongStream.of(instants(timing.startNanos(), timing.endNanos()))
                .map(at -> at
                        + Ahead.of(controller::toController, client::toController, at)
                                .offsetNanos())
                .toArray();
    }

    private static long[] instants(long firstNanos, long lastNanos) {
        long step = (lastNanos - firstNanos) / (INSTANTS - 1);
        return LongStream.range(0, INSTANTS).map(i -> firstNanos + i * step).toArray();
    }
}
