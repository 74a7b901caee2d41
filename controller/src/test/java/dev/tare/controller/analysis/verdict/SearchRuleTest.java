package dev.tare.controller.analysis.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tare.common.search.Burst;
import dev.tare.controller.analysis.measure.Evidence;
import dev.tare.controller.analysis.measure.Surroundings;
import dev.tare.controller.analysis.measure.TrialNumbers;
import dev.tare.controller.archive.BurstData;
import dev.tare.controller.archive.DoneData;
import dev.tare.controller.archive.IntervalData;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.archive.SyntheticArchive;
import dev.tare.controller.archive.SyntheticTrial;
import dev.tare.controller.timeline.SideClocks;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Chosen;
import dev.tare.controller.trial.ClockExchanges;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.Trial;
import dev.tare.controller.trial.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A search is judged by what its sender told of each burst, and by nothing that changes while it searches. */
final class SearchRuleTest {

    private static final long SECOND = 1_000_000_000;
    private static final long SIZE = 1472;

    private final List<BurstData> bursts = new ArrayList<>();
    private String direction = "upload";
    private String link = "unlimited";
    private String confirm = "0";

    private void burst(long asked, long sent, long received) {
        add(false, asked, sent, received);
    }

    private void again(long asked, long sent, long received) {
        add(true, asked, sent, received);
    }

    private void add(boolean repeats, long asked, long sent, long received) {
        bursts.add(
                new BurstData(true, repeats, bursts.size() * SECOND, new Burst(asked, SECOND, sent, received, SECOND)));
    }

    /** Between 100,000 and 100,500. */
    private void finishedSearch() {
        burst(0, 101_000, 60_000);
        burst(50_500, 50_500, 50_500);
        burst(75_750, 75_750, 75_750);
        burst(88_375, 88_375, 88_375);
        burst(94_688, 94_688, 94_688);
        burst(97_844, 97_844, 97_844);
        burst(99_422, 99_422, 99_422);
        burst(100_211, 100_211, 100_011);
    }

    @Test
    void whatWasFoundIsTheNumber() {
        finishedSearch();
        direction = "download";
        assertThat(verdict()).isEqualTo(new Verdict(Verdict.Level.VALID, List.of(), List.of()));
        assertThat(numbers())
                .containsEntry("offered_datagrams_per_second", 99_422.0)
                .containsEntry("most_offered_datagrams_per_second", 101_000.0)
                .containsEntry("lossy_datagrams_per_second", 100_211.0)
                .containsEntry("loss_ratio", 0.0)
                .doesNotContainKeys("sustained_loss_ratio", "goodput_bytes_per_second", "cpu_ns_per_byte.under_test");
        assertThat(numbers().get("throughput_bytes_per_second")).isCloseTo(99_422.0 * SIZE, within(2.0 * SIZE));
    }

    @Test
    void warmUpIsNoPartOfIt() {
        finishedSearch();
        bursts.addFirst(new BurstData(false, false, -SECOND, new Burst(0, SECOND, 10, 0, 0)));
        assertThat(numbers()).containsEntry("offered_datagrams_per_second", 99_422.0);
    }

    /** Nothing the result rests on, and told all the same. */
    @Test
    void aRateThatIsNotSustainedIsRemarked() {
        finishedSearch();
        again(99_422, 99_422, 98_000);
        assertThat(verdict().level()).isEqualTo(Verdict.Level.VALID);
        assertThat(verdict().reasons()).singleElement().asString().contains("offered again");
        assertThat(numbers())
                .containsEntry("offered_datagrams_per_second", 99_422.0)
                .hasEntrySatisfying("sustained_loss_ratio", it -> assertThat(it).isCloseTo(0.0143, within(1e-4)));
    }

    @Test
    void whoSentAsFastAsItCouldIsNamed() {
        burst(0, 5_000, 5_000);
        assertThat(verdict().labels()).containsExactly(Labels.SENDER_LIMITED);
        direction = "download";
        assertThat(verdict().labels()).containsExactly(Labels.PEER_LIMITED);
    }

    @Test
    void whereTheHighestOfThePlanGetsThroughItIsThePlans() {
        burst(50_000, 50_000, 50_000);
        assertThat(verdict()).isEqualTo(new Verdict(Verdict.Level.VALID, List.of(Labels.PLAN_LIMITED), List.of()));
    }

    @Test
    void whoCannotSendTheHighestOfThePlanIsTheLimitAllTheSame() {
        burst(50_000, 30_000, 30_000);
        assertThat(verdict().labels()).containsExactly(Labels.SENDER_LIMITED);
        direction = "download";
        assertThat(verdict().labels()).containsExactly(Labels.PEER_LIMITED);
    }

    /** What the side under test has sent and the peer has not is not lost by the runtime under test. */
    @Test
    void whatThePeerLosesIsItsLimit() {
        finishedSearch();
        assertThat(verdict()).isEqualTo(new Verdict(Verdict.Level.VALID, List.of(Labels.PEER_LIMITED), List.of()));
    }

    @Test
    void aSearchThatDidNotEndIsDoubtful() {
        burst(0, 101_000, 60_000);
        burst(50_500, 50_500, 50_500);
        assertThat(verdict().level()).isEqualTo(Verdict.Level.DEGRADED);
        assertThat(verdict().reasons()).singleElement().asString().contains("between 50500 and 101000");
    }

    @Test
    void aSearchWithoutResultIsNone() {
        assertThat(verdict().level()).isEqualTo(Verdict.Level.INVALID);
        burst(0, 4, 0);
        burst(2, 2, 0);
        burst(1, 1, 0);
        assertThat(verdict().level()).isEqualTo(Verdict.Level.INVALID);
        assertThat(verdict().reasons()).singleElement().asString().contains("at each of 3 rates more than 0.1000%");
        assertThat(numbers()).doesNotContainKey("throughput_bytes_per_second");
    }

    @Test
    void theCeilingIsAsked() {
        link = "10GE";
        long full = Math.round(10e9 / 8 / 1538);
        burst(0, full, full);
        Findings findings = new Findings();
        new CeilingRule().apply(evidence(), findings);
        assertThat(findings.toVerdict().labels()).containsExactly(Labels.WIRE_LIMITED);
        bursts.clear();
        burst(0, 2 * full, 2 * full);
        Findings above = new Findings();
        new CeilingRule().apply(evidence(), above);
        assertThat(above.toVerdict().level()).isEqualTo(Verdict.Level.INVALID);
    }

    /** 3 ms of the rate above what 200 ms of it are, eleven times. */
    @Test
    void eachBurstMayFindTheBucketFull() {
        link = "10GE";
        confirm = "10";
        long full = Math.round(10e9 / 8 / 1538);
        long length = SECOND / 5;
        long passed = full / 5 + full * 3 / 1000;
        for (int i = 0; i <= 10; i++) {
            bursts.add(new BurstData(true, false, i * length, new Burst(0, length, passed, passed, length)));
        }
        Findings findings = new Findings();
        new CeilingRule().apply(evidence(), findings);
        assertThat(findings.toVerdict())
                .isEqualTo(new Verdict(Verdict.Level.VALID, List.of(Labels.WIRE_LIMITED), List.of()));
    }

    @Test
    void ratesThatChangeAreNotHeldAgainstIt() {
        Findings findings = new Findings();
        new StationaryRule().apply(evidence(), findings);
        assertThat(findings.toVerdict().reasons()).isEmpty();
    }

    private Verdict verdict() {
        Findings findings = new Findings();
        new SearchRule().apply(evidence(), findings);
        return findings.toVerdict();
    }

    private Map<String, Double> numbers() {
        return TrialNumbers.of(evidence()).values();
    }

    private Evidence evidence() {
        SyntheticTrial trial = new SyntheticTrial(new Trial(1, 1, cell()), 1, 1);
        Side sender = direction.equals("upload") ? Side.CLIENT : Side.SERVER;
        return new Evidence(
                trial.toRecord(),
                Map.of(sender, side(bursts), sender.other(), side(List.of())),
                SideClocks.of(trial.toRecord(), ClockExchanges.NONE),
                List.of(),
                Optional.empty(),
                new Surroundings(Map.of(), Map.of(), 1500, true, false));
    }

    private Cell cell() {
        Cell plain = SyntheticArchive.cell("runc", "bridge", "tcp-stream", link);
        return new Cell(
                "search",
                plain.runtime(),
                plain.network(),
                plain.tuning(),
                Chosen.of(
                        "udp-throughput",
                        Map.of(
                                "size",
                                "" + SIZE,
                                "loss",
                                "1000",
                                "resolution",
                                "10000",
                                "direction",
                                direction,
                                "confirm",
                                confirm)),
                plain.engine(),
                plain.side(),
                plain.link(),
                plain.linkBitsPerSecond(),
                plain.pair());
    }

    /** First nothing, and then something. */
    private static SideData side(List<BurstData> told) {
        List<IntervalData> intervals = IntStream.range(0, 20)
                .mapToObj(i -> new IntervalData(
                        i,
                        true,
                        i * SECOND / 10,
                        (i + 1) * SECOND / 10,
                        i < 5 ? 10L : 1_000_000L,
                        0L,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null))
                .toList();
        DoneData done = new DoneData(
                true, "", "", "", List.of(), true, List.of(), "", 0L, 0L, null, Map.of(), null, 0, 0, List.of(), told);
        return new SideData(null, intervals, List.of(), List.of(), done, List.of());
    }
}
