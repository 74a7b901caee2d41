package dev.tare.bench;

import dev.tare.common.clock.Exchange;
import dev.tare.controller.archive.ArchivedTrial;
import dev.tare.controller.archive.HostSample;
import dev.tare.controller.archive.IntervalData;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.trial.ClockExchanges;
import dev.tare.controller.trial.Side;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The window of a trial, interval by interval, and what this program itself did in each. Only of a native probe, whose clock
 * is its agent's; both sides' intervals of one number are of one time, but for the skew of their start.
 */
record WatchedTrial(List<Interval> intervals) {

    /** @param rate transactions or bytes per second */
    private record Interval(double rate, boolean sampled, boolean asked) {}

    /**
     * What something does to the rate.
     *
     * @param share of the intervals in which it happens
     * @param ratio their mean rate over that of intervals in which nothing happens
     */
    record Effect(double share, double ratio) {

        /** By how much it changes the mean rate of the window, as a share of it. */
        double ofAll() {
            return share * (ratio - 1);
        }
    }

    static WatchedTrial of(ArchivedTrial trial) throws IOException {
        SideData client = Objects.requireNonNull(trial.side(Side.CLIENT));
        SideData server = Objects.requireNonNull(trial.side(Side.SERVER));
        ClockExchanges exchanges = trial.exchanges();
        long[] clientAsked = LongStream.concat(
                        exchanges.byController(Side.CLIENT).stream().mapToLong(Exchange::t2),
                        exchanges.direct().stream().mapToLong(Exchange::t1))
                .toArray();
        long[] serverAsked = Stream.concat(exchanges.byController(Side.SERVER).stream(), exchanges.direct().stream())
                .mapToLong(Exchange::t2)
                .toArray();
        List<Interval> intervals = new ArrayList<>();
        List<IntervalData> here = client.window();
        List<IntervalData> there = server.window();
        for (int i = 0; i < Math.min(here.size(), there.size()); i++) {
            IntervalData ours = here.get(i);
            IntervalData theirs = there.get(i);
            if (ours.index() != theirs.index()) {
                throw new IOException("an interval is missing in " + trial.folder());
            }
            intervals.add(new Interval(
                    rate(ours, theirs),
                    any(ours, samples(client)) || any(theirs, samples(server)),
                    any(ours, clientAsked) || any(theirs, serverAsked)));
        }
        return new WatchedTrial(intervals);
    }

    private static double rate(IntervalData client, IntervalData server) {
        Long transactions = client.transactions();
        Long bytes = server.receivedBytes();
        return transactions == null || transactions == 0
                ? Objects.requireNonNull(bytes) * 1e9 / server.lengthNanos()
                : transactions * 1e9 / client.lengthNanos();
    }

    private static long[] samples(SideData side) {
        return side.samples().stream().mapToLong(HostSample::endNanos).toArray();
    }

    private static boolean any(IntervalData interval, long[] instants) {
        return LongStream.of(instants).anyMatch(at -> at - interval.startNanos() >= 0 && at - interval.endNanos() < 0);
    }

    /** Empty without intervals of each kind. */
    Optional<Effect> ofSamples() {
        return effect(
                intervals.stream().filter(Interval::sampled).count(),
                intervals.stream().filter(it -> it.sampled() && !it.asked()).toList());
    }

    /** Empty without intervals of each kind. */
    Optional<Effect> ofExchanges() {
        return effect(
                intervals.stream().filter(Interval::asked).count(),
                intervals.stream().filter(it -> it.asked() && !it.sampled()).toList());
    }

    private Optional<Effect> effect(long count, List<Interval> with) {
        List<Interval> without =
                intervals.stream().filter(it -> !it.sampled() && !it.asked()).toList();
        return with.isEmpty() || without.isEmpty()
                ? Optional.empty()
                : Optional.of(new Effect((double) count / intervals.size(), mean(with) / mean(without)));
    }

    private static double mean(List<Interval> some) {
        return some.stream().mapToDouble(Interval::rate).average().orElse(Double.NaN);
    }
}
