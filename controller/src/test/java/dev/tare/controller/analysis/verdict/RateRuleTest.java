package dev.tare.controller.analysis.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.analysis.measure.Evidence;
import dev.tare.controller.analysis.measure.Surroundings;
import dev.tare.controller.analysis.measure.TrialNumbers;
import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.ArchiveLayout;
import dev.tare.controller.archive.ArchivedTrial;
import dev.tare.controller.archive.DatagramData;
import dev.tare.controller.archive.IntervalData;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.archive.SyntheticArchive;
import dev.tare.controller.archive.SyntheticTrial;
import dev.tare.controller.timeline.SideClocks;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.ClockExchanges;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.Trial;
import dev.tare.controller.trial.TrialRecord;
import dev.tare.controller.trial.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests at a rate of the plan's, of which 2000 a second are answered, for two seconds; and a stream at one. */
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

    @Test
    void aStreamOfDatagramsIsHeldToWhatWasSent() {
        assertThat(streamVerdict(10_000_000).labels()).isEmpty();
        Verdict less = streamVerdict(7_500_000);
        assertThat(less.level()).isEqualTo(Verdict.Level.VALID);
        assertThat(less.labels()).containsExactly(Labels.RATE_NOT_REACHED);
        assertThat(less.reasons()).containsExactly("75.0% of the rate that was asked for was reached");
    }

    /** Of 80 Mb/s that were asked for; half of what was sent arrives. */
    private static Verdict streamVerdict(long sentPerSecond) {
        Cell cell = SyntheticArchive.cell(
                SyntheticArchive.cell("runc", "bridge", "udp-stream", "unlimited"),
                "client",
                Map.of("size", "1000", "direction", "upload", "rate", "80000000", "buffer", "0"));
        TrialRecord record = new SyntheticTrial(new Trial(1, 1, cell), 1, 1).toRecord();
        Findings findings = new Findings();
        new RateRule()
                .apply(
                        new Evidence(
                                record,
                                Map.of(
                                        Side.CLIENT, stream(sentPerSecond, 0),
                                        Side.SERVER, stream(0, sentPerSecond / 2)),
                                SideClocks.of(record, ClockExchanges.NONE),
                                List.of(),
                                Optional.empty(),
                                new Surroundings(Map.of(), Map.of(), 1500, true, false)),
                        findings);
        return findings.toVerdict();
    }

    /** Bytes per second. */
    private static SideData stream(long sent, long received) {
        int each = 10;
        List<IntervalData> intervals = IntStream.range(0, 2 * each)
                .mapToObj(i -> new IntervalData(
                        i,
                        true,
                        i * SyntheticTrial.INTERVAL,
                        (i + 1) * SyntheticTrial.INTERVAL,
                        received / each,
                        sent / each,
                        null,
                        null,
                        new DatagramData(
                                sent / each / 1000, received / each / 1000, null, null, null, null, null, null),
                        null,
                        null,
                        null,
                        null))
                .toList();
        return new SideData(null, intervals, List.of(), List.of(), null, List.of());
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
