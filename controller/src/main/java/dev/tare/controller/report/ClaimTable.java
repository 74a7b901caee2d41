package dev.tare.controller.report;

import dev.tare.controller.analysis.claims.Agreement;
import dev.tare.controller.analysis.claims.Claims;
import dev.tare.controller.analysis.statistics.Interval95;
import dev.tare.controller.analysis.summary.CellResult;
import dev.tare.controller.analysis.summary.Summary;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Published numbers beside ours, both in the metric's base unit, and whether they agree. */
final class ClaimTable {

    private ClaimTable() {}

    /** Empty where the plan asks nothing that was published. */
    static Optional<String> of(Story story) {
        Csv csv = new Csv(
                "claims",
                "label",
                "metric",
                "published_mean",
                "published_sd",
                "published_ratio",
                "cell",
                "n",
                "mean",
                "sd",
                "ratio",
                "ratio_ci95_low",
                "ratio_ci95_high",
                "agreement",
                "why");
        boolean any = false;
        for (Claims claims : story.claims()) {
            List<ClaimRow> rows = ClaimRow.of(story, claims);
            any |= !rows.isEmpty();
            rows.forEach(it -> row(csv, claims, it));
        }
        return any ? Optional.of(csv.toString()) : Optional.empty();
    }

    private static void row(Csv csv, Claims claims, ClaimRow it) {
        Claims.Claim claim = it.claim();
        CellResult cell = it.cell();
        Summary.MetricSummary ours = it.ours();
        Summary.RatioSummary ratio = ours == null ? null : ours.ratioToNative();
        Interval95 ci = ratio == null ? null : ratio.ci95();
        Agreement agreement = it.agreement();
        Double sd = claim == null ? null : claim.sd();
        csv.row(
                claims.id(),
                claim == null ? null : claim.label(),
                claims.metric(),
                claim == null ? null : claim.mean() * claims.factorToBase(),
                sd == null ? null : sd * claims.factorToBase(),
                claim == null ? null : Agreement.publishedRatio(claims, claim).orElse(null),
                cell == null ? null : cell.cell().id(),
                ours == null ? null : ours.n(),
                ours == null ? null : ours.mean(),
                ours == null ? null : ours.sd(),
                ratio == null ? null : ratio.ratio(),
                ci == null ? null : ci.low(),
                ci == null ? null : ci.high(),
                agreement == null ? null : agreement.level().name().toLowerCase(Locale.ROOT),
                agreement == null ? null : agreement.why());
    }
}
