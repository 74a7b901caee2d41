package dev.tare.controller.report;

import dev.tare.controller.analysis.claims.Agreement;
import dev.tare.controller.analysis.claims.Claims;
import dev.tare.controller.analysis.summary.CellResult;
import dev.tare.controller.analysis.summary.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A published number and a cell of ours that asks the same.
 *
 * @param claim null where the source does not have what the cell has
 * @param cell null where we did not measure what the source has
 * @param ours null where there is no cell, or no VALID trial of it
 * @param agreement null where there is nothing to compare: of native, with which the others are compared, and of half a pair
 */
record ClaimRow(
        Claims.@Nullable Claim claim,
        @Nullable CellResult cell,
        Summary.@Nullable MetricSummary ours,
        @Nullable Agreement agreement) {

    /** In the source's order; what only we have comes last. Empty where no cell of ours asks what the source asked. */
    static List<ClaimRow> of(Story story, Claims claims) {
        if (story.analysis().cells().stream().noneMatch(claims::matches)) {
            return List.of();
        }
        List<ClaimRow> rows = new ArrayList<>();
        for (Claims.Claim claim : claims.values()) {
            List<CellResult> ours = cells(story, claims).filter(claim::matches).toList();
            if (ours.isEmpty()) {
                rows.add(new ClaimRow(claim, null, null, null));
            }
            ours.forEach(cell -> rows.add(compared(story, claims, claim, cell)));
        }
        cells(story, claims)
                .filter(cell -> claims.values().stream().noneMatch(claim -> claim.matches(cell)))
                .forEach(cell -> rows.add(new ClaimRow(null, cell, metric(story, claims, cell), null)));
        return rows;
    }

    private static ClaimRow compared(Story story, Claims claims, Claims.Claim claim, CellResult cell) {
        Summary.MetricSummary ours = metric(story, claims, cell);
        Optional<Agreement> agreement = Agreement.of(claims, claim, cell, ours, nativeReachesWire(story, claims));
        return new ClaimRow(claim, cell, ours, agreement.orElse(null));
    }

    private static boolean nativeReachesWire(Story story, Claims claims) {
        return cells(story, claims)
                .filter(it ->
                        claims.reference().filter(claim -> claim.matches(it)).isPresent())
                .anyMatch(CellResult::isWireLimited);
    }

    private static Stream<CellResult> cells(Story story, Claims claims) {
        return story.analysis().cells().stream().filter(cell -> claims.matches(cell) && cell.isMeasured());
    }

    private static Summary.@Nullable MetricSummary metric(Story story, Claims claims, CellResult cell) {
        return story.metric(cell, claims.metric()).orElse(null);
    }
}
