package dev.tare.controller.analysis.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.analysis.measure.Evidence;
import dev.tare.controller.analysis.measure.Surroundings;
import dev.tare.controller.analysis.measure.TrialNumbers;
import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.ArchiveLayout;
import dev.tare.controller.archive.ArchivedTrial;
import dev.tare.controller.archive.SyntheticArchive;
import dev.tare.controller.archive.SyntheticTrial;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Trial;
import dev.tare.controller.trial.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests at a rate of the plan's, of which 2000 a second are answered, for two seconds. */
class RateRuleTest {

    @TempDir
    private Path root;

    @Test
    void aRateThatIsReachedIsNoNews() throws IOException {
        assertThat(judge(trial("2000", "fixed", "client")))
                .isEqualTo(new Verdict(Verdict.Level.VALID, List.of(), List.of()));
    }

    @Test
    void overloadIsAResultThatSaysSo() throws IOException {
        Verdict verdict = judge(trial("2500", "fixed", "client"));
        assertThat(verdict.level()).isEqualTo(Verdict.Level.VALID);
        assertThat(verdict.labels()).containsExactly(Labels.RATE_NOT_REACHED);
        assertThat(verdict.reasons())
                .singleElement()
                .asString()
                .matches("(79|80)\\.[0-9]% of the rate that was asked for was reached");
    }

    /** 4200 are to be expected, with a standard deviation of 65. */
    @Test
    void chanceIsNoOverload() throws IOException {
        assertThat(judge(trial("2100", "poisson", "client")).labels()).isEmpty();
        assertThat(judge(trial("2100", "fixed", "client")).labels()).containsExactly(Labels.RATE_NOT_REACHED);
    }

    @Test
    void aProbeThatSpinsIsNotTheRuntimeAtItsLimit() throws IOException {
        SyntheticTrial it = trial("2000", "fixed", "client");
        it.clientBusy = 0.995;
        assertThat(judge(it).labels()).isEmpty();
        assertThat(TrialNumbers.of(evidence(it)).values())
                .containsKeys("cpu_ns_per_transaction.peer", "asked_transactions_per_second")
                .doesNotContainKey("cpu_ns_per_transaction.under_test");
    }

    @Test
    void thePeersSaturationIsSeenBesideAProbeThatSpins() throws IOException {
        SyntheticTrial it = trial("2000", "fixed", "client");
        it.clientBusy = 0.995;
        it.serverBusy = 0.985;
        assertThat(judge(it).labels()).containsExactly(Labels.PEER_LIMITED);
    }

    @Test
    void aServerUnderTestDoesNotSpin() throws IOException {
        SyntheticTrial it = trial("2000", "fixed", "server");
        it.clientBusy = 0.995;
        it.serverBusy = 0.985;
        assertThat(judge(it).labels()).containsExactly(Labels.CPU_LIMITED);
        assertThat(TrialNumbers.of(evidence(it)).values())
                .containsKey("cpu_ns_per_transaction.under_test")
                .doesNotContainKey("cpu_ns_per_transaction.peer");
    }

    private static SyntheticTrial trial(String rate, String arrivals, String side) {
        Cell cell = SyntheticArchive.cell(
                SyntheticArchive.cell("runc", "bridge", "tcp-rr", "unlimited"),
                side,
                Map.of("request", "1", "response", "1", "rate", rate, "arrivals", arrivals));
        return new SyntheticTrial(new Trial(1, 1, cell), 2000, 1);
    }

    private Verdict judge(SyntheticTrial it) throws IOException {
        return Judge.judge(evidence(it));
    }

    private Evidence evidence(SyntheticTrial it) throws IOException {
        SyntheticArchive.empty(root).add(it);
        return Judge.evidence(
                new ArchivedTrial(it.toRecord(), new ArchiveLayout(root).trial(it.trial)),
                Surroundings.of(Archive.open(root)));
    }
}
