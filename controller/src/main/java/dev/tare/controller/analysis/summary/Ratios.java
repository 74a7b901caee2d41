package dev.tare.controller.analysis.summary;

import dev.tare.controller.analysis.measure.Pace;
import dev.tare.controller.analysis.measure.Roles;
import dev.tare.controller.analysis.statistics.PairedRatio;
import dev.tare.controller.analysis.verdict.Labels;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A cell's metrics against native's, and what can be said of them. */
final class Ratios {

    private final Analysis analysis;

    Ratios(Analysis analysis) {
        this.analysis = analysis;
    }

    /**
     * A ratio, or why there is none.
     *
     * @param why null where there is a ratio, and where nobody would look for one
     */
    record Compared(
            Summary.@Nullable RatioSummary ratio, @Nullable String why) {

        private static final Compared NOTHING = new Compared(null, null);

        private static Compared not(String why) {
            return new Compared(null, why);
        }
    }

    Compared of(CellResult it, String metric) {
        Baseline.Reference baseline = analysis.baseline(it);
        CellResult reference = baseline.cell();
        if (!MetricClass.of(metric).hasRatio()) {
            return Compared.NOTHING;
        }
        if (reference == null) {
            return new Compared(null, baseline.why());
        }
        Optional<String> open = openLoop(it, reference, metric);
        if (open.isPresent()) {
            return Compared.not(open.get());
        }
        SortedMap<Integer, Double> ours = it.byBlock(metric);
        SortedMap<Integer, Double> theirs = reference.byBlock(metric);
        if (PairedRatio.hasZero(ours, theirs)) {
            return Compared.not("a block has 0");
        }
        return PairedRatio.of(ours, theirs)
                .map(ratio -> new Compared(
                        new Summary.RatioSummary(
                                reference.cell().id(),
                                reference.cell().networkTitle(),
                                ratio.pairs(),
                                ratio.ratio(),
                                ratio.ci95(),
                                meaning(it, reference, metric)),
                        null))
                .orElse(Compared.not("no block has a VALID trial of both"));
    }

    /** At a rate latency is the result as long as the rate is reached, and where it is not, how much of it is. */
    private static Optional<String> openLoop(CellResult it, CellResult reference, String metric) {
        boolean missed = it.isMostly(Labels.RATE_NOT_REACHED) || reference.isMostly(Labels.RATE_NOT_REACHED);
        return Pace.of(it.cell()).flatMap(pace -> {
            if (pace.sets(metric)) {
                return missed ? Optional.empty() : Optional.of("the plan set it");
            }
            boolean waits = missed && !pace.stream() && MetricClass.of(metric) == MetricClass.LATENCY;
            return waits
                    ? Optional.of("the rate was not reached, and what waits grows with the window")
                    : Optional.empty();
        });
    }

    /**
     * What the wire, the plan or the peer sets says nothing of what the runtime costs. Where native was held back by them, or where what the
     * peer did is in the number because it did it on the same CPUs, the runtime costs at least what the ratio shows.
     */
    private static RatioMeaning meaning(CellResult it, CellResult reference, String metric) {
        MetricClass kind = MetricClass.of(metric);
        if (isSetElsewhere(it, kind)) {
            return RatioMeaning.NOT_A_COST;
        }
        boolean atLeast = isSetElsewhere(reference, kind)
                || isSetTogether(reference, kind)
                || isSetTogether(it, kind)
                || (kind == MetricClass.CPU && metric.endsWith(".both") && hasPeer(it));
        return atLeast ? RatioMeaning.COST_AT_LEAST : RatioMeaning.COST;
    }

    private static boolean isSetElsewhere(CellResult it, MetricClass kind) {
        boolean byLinkOrPlan = it.isMostly(Labels.WIRE_LIMITED)
                || it.isMostly(Labels.LOAD_WIRE_LIMITED)
                || it.isMostly(Labels.PLAN_LIMITED);
        return (byLinkOrPlan && kind == MetricClass.THROUGHPUT)
                || (it.isMostly(Labels.PEER_LIMITED) && kind.isSharedWithPeer());
    }

    /** What a byte costs the peer is in such a number, and is the same for every runtime. */
    private static boolean isSetTogether(CellResult it, MetricClass kind) {
        return it.isMostly(Labels.SHARED_CPU_LIMITED) && kind.isSharedWithPeer() && hasPeer(it);
    }

    private static boolean hasPeer(CellResult it) {
        return Roles.of(it.cell()).flatMap(Roles::peer).isPresent();
    }
}
