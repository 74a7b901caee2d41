package dev.tare.controller.analysis.verdict;

import dev.tare.common.search.Burst;
import dev.tare.common.search.RateSearch;
import dev.tare.common.units.Shaping;
import dev.tare.controller.analysis.measure.Evidence;
import dev.tare.controller.analysis.measure.Roles;
import dev.tare.controller.analysis.measure.SearchNumbers;
import dev.tare.controller.analysis.measure.TrialNumbers;
import java.util.Optional;

/** No goodput lies above what the link carries; one that comes within 1% of it is the link's, not the runtime's. */
final class CeilingRule implements Rule {

    private static final double MIB = 1024.0 * 1024.0;

    @Override
    public void apply(Evidence evidence, Findings findings) {
        Optional<RateSearch> search = SearchNumbers.of(evidence).map(SearchNumbers::search);
        Optional<Burst> found = search.flatMap(RateSearch::found);
        // each burst of a search finds the buffers as the one before left them: empty, and a bucket full
        int beginnings = Math.max(1, search.map(RateSearch::foundBursts).orElse(1));
        Double goodput = TrialNumbers.of(evidence).values().get(found.isPresent() ? Roles.THROUGHPUT : Roles.GOODPUT);
        if (goodput == null || evidence.ceilingBytesPerSecond().isEmpty()) {
            return;
        }
        double ceiling = evidence.ceilingBytesPerSecond().getAsDouble();
        double seconds = found.map(Burst::lengthNanos)
                        .orElse(evidence.trialRecord().timing().durationNanos())
                / 1e9;
        if (goodput > ceiling * Limits.ABOVE_CEILING + beginnings * bufferedBytes(evidence) / seconds) {
            findings.invalid(
                    "goodput of %.1f MiB/s is above the link's ceiling of %.1f MiB/s: the path was another one",
                    goodput / MIB, ceiling / MIB);
        } else if (goodput >= ceiling * Limits.WIRE_LIMITED) {
            boolean isResult = evidence.roles().map(Roles::isStream).orElse(true);
            findings.label(isResult ? Labels.WIRE_LIMITED : Labels.LOAD_WIRE_LIMITED);
        }
    }

    /** What may have been on its way, or owed to the link by a bucket, when the window began. */
    private static double bufferedBytes(Evidence evidence) {
        boolean hasBucket = evidence.surroundings().oneMachine();
        int bucketBytes =
                hasBucket ? Shaping.of(evidence.cell().linkBitsPerSecond()).burstBytes() : 0;
        return Limits.BUFFERED_BYTES + bucketBytes;
    }
}
