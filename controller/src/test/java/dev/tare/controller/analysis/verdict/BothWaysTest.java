package dev.tare.controller.analysis.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.analysis.measure.Evidence;
import dev.tare.controller.analysis.measure.IntervalRates;
import dev.tare.controller.analysis.measure.Surroundings;
import dev.tare.controller.analysis.measure.TrialNumbers;
import dev.tare.controller.archive.IntervalData;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.archive.SyntheticArchive;
import dev.tare.controller.archive.SyntheticTrial;
import dev.tare.controller.archive.TcpData;
import dev.tare.controller.timeline.SideClocks;
import dev.tare.controller.trial.ClockExchanges;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Of streams both ways each side counts one: no rule and no figure looks at one of them only. */
final class BothWaysTest {

    private static final long INTERVAL = SyntheticTrial.INTERVAL;
    private static final int INTERVALS = 20;

    private final List<IntervalData> client = new ArrayList<>();
    private final List<IntervalData> server = new ArrayList<>();

    BothWaysTest() {
        for (int i = 0; i < INTERVALS; i++) {
            client.add(interval(i, 1_000_000, 2));
            server.add(interval(i, 3_000_000, 1));
        }
    }

    @Test
    void whatAnIntervalTellsIsTheSum() {
        Evidence evidence = evidence();
        IntervalRates rates = IntervalRates.of(evidence, evidence.roles().orElseThrow());
        assertThat(rates.perSecond(server.getFirst())).isEqualTo(40_000_000.0);
        client.removeFirst();
        assertThat(IntervalRates.of(evidence(), evidence.roles().orElseThrow()).perSecond(server.getFirst()))
                .isEqualTo(30_000_000.0);
    }

    @Test
    void bothSendersRetransmit() {
        assertThat(TrialNumbers.of(evidence()).values()).containsEntry(TrialNumbers.RETRANSMITTED, 60.0);
    }

    @Test
    void aDirectionThatBreaksDownIsSeen() {
        assertThat(reasons(new StationaryRule())).isEmpty();
        for (int i = INTERVALS / 4; i < INTERVALS; i++) {
            client.set(i, interval(i, 10_000, 0));
        }
        assertThat(reasons(new StationaryRule())).singleElement().asString().contains("not steady");
    }

    @Test
    void eachSideHasToCoverTheWindow() {
        assertThat(reasons(new WindowRule())).isEmpty();
        client.subList(4, 12).clear();
        assertThat(reasons(new WindowRule())).anySatisfy(it -> assertThat(it).contains("8 of the client's intervals"));
        client.clear();
        assertThat(reasons(new WindowRule())).singleElement().asString().contains("the client, whose counts");
    }

    private List<String> reasons(Rule rule) {
        Findings findings = new Findings();
        rule.apply(evidence(), findings);
        return findings.toVerdict().reasons();
    }

    private Evidence evidence() {
        SyntheticTrial trial =
                new SyntheticTrial(new Trial(1, 1, SyntheticArchive.cell("runc", "bridge", "tcp-bidir", "10GE")), 1, 1);
        return new Evidence(
                trial.toRecord(),
                Map.of(Side.CLIENT, side(client), Side.SERVER, side(server)),
                SideClocks.of(trial.toRecord(), ClockExchanges.NONE),
                List.of(),
                Optional.empty(),
                new Surroundings(Map.of(), Map.of(), 1500, true, false));
    }

    private static SideData side(List<IntervalData> intervals) {
        return new SideData(null, List.copyOf(intervals), List.of(), List.of(), null, List.of());
    }

    private static IntervalData interval(int index, long received, long retransmitted) {
        return new IntervalData(
                index,
                true,
                index * INTERVAL,
                (index + 1) * INTERVAL,
                received,
                0L,
                null,
                new TcpData(retransmitted, null, null, null, null),
                null,
                null,
                null,
                null,
                null);
    }
}
