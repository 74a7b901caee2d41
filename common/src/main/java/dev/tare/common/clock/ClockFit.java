package dev.tare.common.clock;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Offset and drift between two clocks from exchanges of timestamps, with a bound that does not presume anything of the
 * delays but that they are not negative.
 *
 * <p>Every exchange leaves two half-planes for the line offset = height + drift × time; all of them together, with the
 * drift limit, leave a convex polygon. What the offset can be at an instant is read off it: that is the bound. A rate that is
 * not constant is allowed for: a point far from the asked instant gives way by {@link ClockTolerance#wander} times its distance. Within
 * what is possible the estimate is in the middle between the ceiling and the floor of the likeliest drift.
 *
 * <p>The order of the exchanges does not matter, nor does it matter when some are lost or there twice. Immutable.
 */
public final class ClockFit {

    /** A step is seen from where it was: what is far from an instant gives way, by the wander. */
    private static final int LOOKS = 9;

    private final Stamps stamps;
    private final ClockTolerance tolerance;
    private final boolean straight;
    private final double slope;
    private final int impossible;

    private ClockFit(Stamps stamps, ClockTolerance tolerance, int impossible) {
        this.stamps = stamps;
        this.tolerance = tolerance;
        this.impossible = impossible;
        this.straight = stamps.instants(LOOKS)
                .allMatch(nanos -> corridor(stamps, nanos, tolerance.wander()).open());
        this.slope = LikelySlope.of(stamps, tolerance.driftLimit());
    }

    /** Exchanges that cannot be, by their own stamps, are put aside and counted; empty when no other is there. */
    public static Optional<ClockFit> of(Collection<Exchange> exchanges, ClockTolerance tolerance) {
        List<Exchange> possible = exchanges.stream()
                .filter(exchange -> exchange.possible(tolerance.driftLimit()))
                .toList();
        return possible.isEmpty()
                ? Optional.empty()
                : Optional.of(new ClockFit(Stamps.of(possible), tolerance, exchanges.size() - possible.size()));
    }

    /** Where between the first question and the last the fit knows most. */
    public ClockEstimate atMiddle() {
        return at(stamps.middleNanos());
    }

    /** At any instant of the asker's clock; outside the time of the exchanges the bound grows with the distance. */
    public ClockEstimate at(long askerNanos) {
        Stamps near = stamps;
        boolean whole = true;
        while (near.size() > 1 && !corridor(near, askerNanos, 0).open()) {
            near = near.nearestHalf(askerNanos);
            whole = false;
        }
        if (!whole) {
            // a bend that the delays hide is smaller by half in half the time
            near = near.nearestHalf(askerNanos);
        }
        double likely = whole ? slope : LikelySlope.of(near, tolerance.driftLimit());
        return estimate(near, askerNanos, likely);
    }

    /** On the asker's clock, when the answerer's clock reads this. */
    public ClockEstimate atAnswerer(long answererNanos) {
        ClockEstimate guess = at(answererNanos - atMiddle().offsetNanos());
        ClockEstimate better = at(answererNanos - guess.offsetNanos());
        return at(answererNanos - better.offsetNanos());
    }

    /** Whether one line, with the wander allowed, goes through all exchanges. */
    public boolean straight() {
        return straight;
    }

    /** How many exchanges were put aside: only a broken clock or a liar answers before it was asked. */
    public int impossible() {
        return impossible;
    }

    private ClockEstimate estimate(Stamps near, long askerNanos, double likely) {
        Corridor wide = corridor(near, askerNanos, tolerance.wander());
        Corridor.Range slopes = wide.slopes().orElseThrow();
        Corridor.Range heights = wide.heights(slopes);
        Corridor strict = corridor(near, askerNanos, 0);
        double drift = slopes.clamp(likely);
        double height = heights.clamp((strict.top(drift) + strict.bottom(drift)) / 2);
        double bound = Math.max(heights.high() - height, height - heights.low());
        return new ClockEstimate(
                askerNanos,
                near.baseNanos() + Math.round(height),
                Math.round(drift * 1e9),
                Bounds.sum((long) Math.ceil(bound), 1),
                stamps.size(),
                stamps.delayMinNanos(),
                straight);
    }

    private Corridor corridor(Stamps of, long askerNanos, double wander) {
        return Corridor.around(of.time(askerNanos), of, tolerance.driftLimit(), wander);
    }
}
