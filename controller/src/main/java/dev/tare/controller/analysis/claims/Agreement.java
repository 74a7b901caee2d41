package dev.tare.controller.analysis.claims;

import dev.tare.controller.analysis.statistics.Interval95;
import dev.tare.controller.analysis.summary.CellResult;
import dev.tare.controller.analysis.summary.MetricClass;
import dev.tare.controller.analysis.summary.RatioMeaning;
import dev.tare.controller.analysis.summary.Summary;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a campaign says of a runtime what a publication says. Machines differ, so that the two are compared by their ratios to
 * native, and agree where the published ratio is within our 95% interval or 5% outside of it. What a link set is nobody's cost,
 * and cannot be agreed on.
 *
 * @param why in words
 */
public record Agreement(Level level, String why) {

    /** By how much a ratio of another machine, another year and another version may lie outside of our interval. */
    static final double MARGIN = 0.05;

    /** Fewer pairs have no interval that means anything. */
    private static final int FEWEST_PAIRS = 3;

    /** What came of it. */
    public enum Level {
        AGREES,
        DISAGREES,
        NOT_COMPARABLE;

        /** For people. */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** The published ratio to the source's native; empty where it had none. */
    public static Optional<Double> publishedRatio(Claims claims, Claims.Claim claim) {
        return claims.reference().map(reference -> claim.mean() / reference.mean());
    }

    /**
     * Of a claim and the cell that asks the same; empty for native, which the others are compared with.
     *
     * @param metric of the cell; null where it has no VALID trial
     * @param nativeReachesWire whether our own native is limited by the link
     */
    public static Optional<Agreement> of(
            Claims claims,
            Claims.Claim claim,
            CellResult cell,
            Summary.@Nullable MetricSummary metric,
            boolean nativeReachesWire) {
        if (claim.isNative()) {
            return Optional.empty();
        }
        Optional<Double> published = publishedRatio(claims, claim);
        if (metric == null || published.isEmpty()) {
            return Optional.of(not(metric == null ? "no VALID trial of ours" : "the source has no native"));
        }
        boolean theirs = claims.isWireLimited(claim);
        boolean ours = claims.wireLimitedFrom() != null && cell.isWireLimited();
        return Optional.of(
                theirs || ours
                        ? atTheWire(claims, theirs, ours, nativeReachesWire)
                        : byRatio(claims, published.get(), metric));
    }

    private static Agreement atTheWire(Claims claims, boolean theirs, boolean ours, boolean nativeReachesWire) {
        if (theirs && ours) {
            return not("wire-limited: both numbers are the link's");
        }
        boolean nativesReachIt = nativeReachesWire
                && claims.reference().map(claims::isWireLimited).orElse(false);
        if (!nativesReachIt) {
            return not("wire-limited: " + (theirs ? "the published number" : "ours") + " is the link's");
        }
        return new Agreement(
                Level.DISAGREES,
                theirs
                        ? "the source reaches the wire, and ours does not although native does"
                        : "ours reaches the wire, and the source does not although its native does");
    }

    private static Agreement byRatio(Claims claims, double published, Summary.MetricSummary metric) {
        Summary.RatioSummary ratio = metric.ratioToNative();
        if (ratio == null) {
            String why = metric.noRatio();
            return not(why == null ? "ours has no native to compare with" : "ours has no ratio: " + why);
        }
        Interval95 ci = ratio.ci95();
        if (ci == null || ratio.pairs() < FEWEST_PAIRS) {
            return not("too few pairs of VALID trials");
        }
        if (ratio.meaning() == RatioMeaning.NOT_A_COST) {
            return not("ours is no cost: the wire, the plan or the peer set it");
        }
        boolean higherIsBetter = MetricClass.of(claims.metric()).isHigherBetter();
        boolean oursIsBound = ratio.meaning() == RatioMeaning.COST_AT_LEAST;
        boolean theirsIsBound = claims.reference().map(claims::isWireLimited).orElse(false);
        boolean above = published > ci.high() * (1 + MARGIN);
        boolean below = published < ci.low() * (1 - MARGIN);
        boolean cheaper = higherIsBetter ? above : below;
        boolean dearer = higherIsBetter ? below : above;
        String numbers = String.format(
                Locale.ROOT,
                "%.3f%s published, %.3f (%.3f – %.3f)%s ours",
                published,
                bound(theirsIsBound, higherIsBetter),
                ratio.ratio(),
                ci.low(),
                ci.high(),
                bound(oursIsBound, higherIsBetter));
        // a bound leaves room on the dearer side: ours contradicts what is cheaper, theirs what is dearer than ours
        if ((cheaper && !theirsIsBound) || (dearer && !oursIsBound)) {
            return new Agreement(Level.DISAGREES, numbers);
        }
        return cheaper || dearer || oursIsBound || theirsIsBound
                ? not("a bound only: " + numbers)
                : new Agreement(Level.AGREES, numbers);
    }

    private static String bound(boolean isBound, boolean higherIsBetter) {
        return !isBound ? "" : higherIsBetter ? " or less" : " or more";
    }

    private static Agreement not(String why) {
        return new Agreement(Level.NOT_COMPARABLE, why);
    }
}
