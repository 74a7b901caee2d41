package dev.tare.controller.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.analysis.measure.TrialNumbers;
import dev.tare.controller.analysis.statistics.Interval95;
import dev.tare.controller.analysis.summary.CellResult;
import dev.tare.controller.analysis.summary.JudgedTrial;
import dev.tare.controller.analysis.summary.RatioMeaning;
import dev.tare.controller.analysis.summary.Summary;
import dev.tare.controller.analysis.verdict.Labels;
import dev.tare.controller.archive.SyntheticArchive;
import dev.tare.controller.archive.SyntheticTrial;
import dev.tare.controller.trial.Trial;
import dev.tare.controller.trial.Verdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is said of a ratio, by what set the number and by how much is known. */
final class RatioWordsTest {

    private static final Interval95 BELOW = new Interval95(0.8, 0.95);
    private static final Interval95 AROUND = new Interval95(0.8, 1.05);

    @Test
    void whatThePlanSetIsNotSaidToBeThePeers() {
        CellResult cell = limited(Labels.PLAN_LIMITED);
        assertThat(RatioWords.amount(cell, ratio(3, BELOW, RatioMeaning.NOT_A_COST)))
                .isEqualTo(
                        "0.900 (95% CI 0.800–0.950; the highest rate of the plan got through, so this says nothing of"
                                + " the cost)");
        assertThat(RatioWords.brief(cell, ratio(3, BELOW, RatioMeaning.NOT_A_COST)))
                .isEqualTo("0.90 (the highest rate of the plan got through: not a cost)");
    }

    @Test
    void whatThePeerSetIsSaidToBeItsAlsoOfTwoPairs() {
        CellResult cell = limited(Labels.PEER_LIMITED);
        assertThat(RatioWords.amount(cell, ratio(2, BELOW, RatioMeaning.NOT_A_COST)))
                .isEqualTo("0.900 (95% CI 0.800–0.950; two pairs only; its peer was the limit, so this understates the"
                        + " cost)");
        assertThat(RatioWords.brief(cell, ratio(3, BELOW, RatioMeaning.NOT_A_COST)))
                .isEqualTo("0.90 (its peer was the limit: not a cost)");
    }

    @Test
    void aBoundIsDoubtedAsACostIs() {
        CellResult cell = limited(Labels.SHARED_CPU_LIMITED);
        assertThat(RatioWords.brief(cell, ratio(3, AROUND, RatioMeaning.COST_AT_LEAST)))
                .isEqualTo("0.90 or less (no difference shown)");
        assertThat(RatioWords.brief(cell, ratio(2, AROUND, RatioMeaning.COST_AT_LEAST)))
                .isEqualTo("0.90 or less (two pairs only)");
        assertThat(RatioWords.brief(cell, ratio(3, BELOW, RatioMeaning.COST_AT_LEAST)))
                .isEqualTo("0.90 or less");
        assertThat(RatioWords.amount(cell, ratio(3, BELOW, RatioMeaning.COST_AT_LEAST)))
                .isEqualTo("0.900 (95% CI 0.800–0.950; it costs at least this)");
        assertThat(RatioWords.amount(cell, ratio(3, AROUND, RatioMeaning.COST_AT_LEAST)))
                .isEqualTo("0.900 (95% CI 0.800–1.050; no difference shown)");
        assertThat(RatioWords.amount(cell, ratio(1, null, RatioMeaning.COST)))
                .isEqualTo("0.900 (one pair only: no interval)");
    }

    private static Summary.RatioSummary ratio(int pairs, @Nullable Interval95 ci, RatioMeaning meaning) {
        return new Summary.RatioSummary("native", "bridge", pairs, 0.9, ci, meaning);
    }

    private static CellResult limited(String label) {
        SyntheticTrial trial = new SyntheticTrial(
                new Trial(1, 1, SyntheticArchive.cell("runc", "bridge", "udp-throughput", "unlimited")), 1, 1);
        JudgedTrial judged = new JudgedTrial(
                trial.toRecord(),
                new Verdict(Verdict.Level.VALID, List.of(label), List.of()),
                new TrialNumbers(new TreeMap<>(), new TreeMap<>()),
                List.of(),
                null,
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                "",
                "",
                false,
                null,
                List.of(),
                Map.of());
        return new CellResult(trial.trial.cell(), List.of(judged), null);
    }
}
