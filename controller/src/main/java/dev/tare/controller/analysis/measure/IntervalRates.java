package dev.tare.controller.analysis.measure;

import dev.tare.controller.archive.IntervalData;
import dev.tare.controller.archive.SideData;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The result of each interval, in bytes or transactions per second. Where streams go both ways it is the sum of what both sides read:
 * they cut the time from the agreed instant on alike, so that intervals of one index are of one time but for the skew of the start.
 */
public final class IntervalRates {

    private final Function<IntervalData, @Nullable Long> count;
    private final Map<Integer, IntervalData> opposite;

    private IntervalRates(Function<IntervalData, @Nullable Long> count, Map<Integer, IntervalData> opposite) {
        this.count = count;
        this.opposite = opposite;
    }

    /** Of a trial whose probe's counts are the result. */
    public static IntervalRates of(Evidence evidence, Roles roles) {
        List<IntervalData> other = SideStreams.areBothWays(evidence.cell())
                ? evidence.side(roles.counter().other())
                        .map(SideData::intervals)
                        .orElse(List.of())
                : List.of();
        return new IntervalRates(
                roles.isStream() ? IntervalData::receivedBytes : IntervalData::transactions,
                other.stream().collect(Collectors.toMap(IntervalData::index, it -> it, (first, _) -> first)));
    }

    /** Zero where nobody told. */
    public double perSecond(IntervalData interval) {
        IntervalData back = opposite.get(interval.index());
        return rate(interval) + (back == null ? 0 : rate(back));
    }

    private double rate(IntervalData interval) {
        Long counted = count.apply(interval);
        return counted == null || interval.lengthNanos() <= 0 ? 0 : counted * 1e9 / interval.lengthNanos();
    }
}
