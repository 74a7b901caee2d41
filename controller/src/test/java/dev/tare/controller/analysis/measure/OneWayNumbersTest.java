package dev.tare.controller.analysis.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tare.controller.analysis.verdict.Judge;
import dev.tare.controller.analysis.verdict.Labels;
import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.SyntheticArchive;
import dev.tare.controller.archive.SyntheticTrial;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.Synchrony;
import dev.tare.controller.trial.Trial;
import dev.tare.controller.trial.Verdict;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OneWayNumbersTest {

    private static final double ROUND_TRIP_NANOS = 6_000;

    @TempDir
    private Path root;

    @Test
    void delaysAreToldWithTheirBound() throws Exception {
        OneWayNumbers numbers = numbers(it -> {});

        double bound = Objects.requireNonNull(numbers.values().get("one_way_bound_ns"));
        // two agents, each known to half a round trip and what its rate may wander
        assertThat(bound).isBetween(ROUND_TRIP_NANOS, 2 * ROUND_TRIP_NANOS);
        assertThat(numbers.values().get("one_way_to_server_ns.min")).isCloseTo(100_000, within(bound));
        assertThat(numbers.values().get("one_way_to_client_ns.min")).isCloseTo(70_000, within(bound));
        assertThat(numbers.values().get("one_way_to_server_ns.p50")).isCloseTo(149_000, within(bound));
        assertThat(numbers.values().get("delay_variation_to_client_ns.p50")).isCloseTo(49_500, within(1_000.0));
        assertThat(numbers.values().get("delay_variation_to_client_ns.max")).isCloseTo(99_000, within(1_000.0));
        assertThat(numbers.refusals()).isEmpty();
    }

    /** Both probes are in machines of their own: asked over stdin and stdout, and between the two questions left alone. */
    @Test
    void probesWithClocksOfTheirOwnAreKnownLessWell() throws Exception {
        double one = Objects.requireNonNull(numbers(it -> {}).values().get("one_way_bound_ns"));
        double own = Objects.requireNonNull(
                numbers(it -> it.probeBoundNanos = 5_000).values().get("one_way_bound_ns"));

        // 15 millionths of the second that the middle of the window is from the nearer question
        assertThat(own - one).isBetween(2 * 5_000.0 + 2 * 15_000, 2 * 5_000.0 + 2 * 25_000);
    }

    @Test
    void aDelayThatItsBoundReachesIsNotTold() throws Exception {
        OneWayNumbers numbers = numbers(it -> it.toClientNanos = 4_000);

        assertThat(numbers.values()).containsKeys("one_way_to_server_ns.p50", "delay_variation_to_client_ns.p50");
        assertThat(numbers.values().keySet()).noneMatch(it -> it.startsWith("one_way_to_client_ns"));
        assertThat(numbers.refusals()).singleElement().asString().contains("to the client", "smallest delay is 4.0 µs");
    }

    @Test
    void withoutFollowedClocksOnlyVariationIsTold() throws Exception {
        OneWayNumbers numbers = numbers(it -> it.synchrony = null);

        assertThat(numbers.values().keySet()).allMatch(it -> it.startsWith("delay_variation_"));
        assertThat(numbers.refusals()).singleElement().asString().contains("was not followed");
    }

    @Test
    void aClockThatIsNotSoundIsNamed() throws Exception {
        OneWayNumbers numbers = numbers(it -> it.synchrony = synchrony(false));

        assertThat(numbers.values().keySet()).allMatch(it -> it.startsWith("delay_variation_"));
        assertThat(numbers.refusals()).singleElement().asString().contains("server's clock is not sound");
    }

    /** A guest's, which its agent asks through the trial. */
    @Test
    void aProbesClockThatJumpedIsNamed() throws Exception {
        OneWayNumbers numbers = numbers(it -> {
            it.probeBoundNanos = 10_000;
            it.probeJumpNanos = 3_600_000_000_000L;
        });

        assertThat(numbers.values()).isNotEmpty();
        assertThat(numbers.values().keySet()).noneMatch(it -> it.startsWith("one_way_"));
        assertThat(numbers.refusals()).anyMatch(it -> it.contains("the clock of the client's probe is not sound"));
    }

    @Test
    void aWallClockThatWasSetIsNamed() throws Exception {
        OneWayNumbers numbers = numbers(it -> it.wallStepNanos = -7_200_000_000_000L);

        assertThat(numbers.values().keySet()).isNotEmpty().allMatch(it -> it.startsWith("delay_variation_"));
        assertThat(numbers.refusals())
                .singleElement()
                .asString()
                .contains("client's wall clock was set by -7200.000 s");
    }

    /** Readings of a wall clock may be some milliseconds old. */
    @Test
    void aWallClockThatIsReadLateWasNotSet() throws Exception {
        assertThat(numbers(it -> it.wallStepNanos = 40_000_000).refusals()).isEmpty();
    }

    /** A peer that lies about its clock by more than its bound is found out by what arrives before it left. */
    @Test
    void aClockThatContradictsTheOrderOfEventsIsFoundOut() throws Exception {
        Evidence evidence = evidence(it -> {
            it.toServerNanos = 100_000 + 5_000_000;
            it.toClientNanos = 70_000 - 5_000_000;
        });

        assertThat(OneWayNumbers.of(evidence).orElseThrow().early()).isPositive();
        assertThat(OneWayNumbers.of(evidence).orElseThrow().values().keySet())
                .allMatch(it -> it.startsWith("delay_variation_"));
        assertThat(Judge.judge(evidence).reasons()).anyMatch(it -> it.contains("came before they left"));
    }

    /** Such stamps are as far apart as numbers can be, which no histogram takes. */
    @Test
    void stampsThatCannotBeAreToldAndTakeNothingElseWithThem() throws Exception {
        Evidence evidence = evidence(it -> it.wildNanos = Long.MAX_VALUE / 2);

        OneWayNumbers numbers = OneWayNumbers.of(evidence).orElseThrow();

        assertThat(numbers.far()).isPositive();
        assertThat(numbers.values()).isEmpty();
        assertThat(Judge.judge(evidence).level()).isNotEqualTo(Verdict.Level.VALID);
        assertThat(Judge.judge(evidence).reasons())
                .anyMatch(it -> it.contains(" datagrams are stamped an hour or more from all others"));
    }

    @Test
    void whatTheAgentsHeardFromEachOtherIsUsedWhereItIsBetter() throws Exception {
        double byController = Objects.requireNonNull(numbers(it -> {}).values().get("one_way_bound_ns"));
        OneWayNumbers numbers = numbers(it -> {
            it.directRoundTripNanos = (long) ROUND_TRIP_NANOS;
            // then it does not matter what the controller heard
            it.synchrony = null;
        });

        double bound = Objects.requireNonNull(numbers.values().get("one_way_bound_ns"));
        assertThat(bound).isLessThan(byController - ROUND_TRIP_NANOS / 2 + 1_000);
        assertThat(numbers.values().get("one_way_to_server_ns.min")).isCloseTo(100_000, within(bound));
        assertThat(numbers.refusals()).isEmpty();
    }

    @Test
    void whereTheTwoWaysContradictEachOtherOnlyVariationIsTold() throws Exception {
        OneWayNumbers numbers = numbers(it -> {
            it.directRoundTripNanos = (long) ROUND_TRIP_NANOS;
            it.directLieNanos = 50_000;
        });

        assertThat(numbers.values().keySet()).allMatch(it -> it.startsWith("delay_variation_"));
        assertThat(numbers.refusals()).singleElement().asString().contains("contradicts what the controller found");
    }

    @Test
    void aRefusalIsAReasonAndNothingAgainstTheTrial() throws Exception {
        Evidence evidence = evidence(it -> it.toClientNanos = 4_000);

        Verdict verdict = Judge.judge(evidence);

        assertThat(verdict.labels()).contains(Labels.NO_ONE_WAY_DELAY);
        assertThat(verdict.reasons()).anyMatch(it -> it.startsWith("no one-way delay to the client is told"));
        assertThat(verdict.level()).isEqualTo(Judge.judge(evidence(it -> {})).level());
    }

    private OneWayNumbers numbers(Consumer<SyntheticTrial> change) throws Exception {
        return OneWayNumbers.of(evidence(change)).orElseThrow();
    }

    private Evidence evidence(Consumer<SyntheticTrial> change) throws Exception {
        Trial trial = new Trial(1, 1, SyntheticArchive.cell("native", "host", "udp-owd", "10GE"));
        SyntheticTrial synthetic = new SyntheticTrial(trial, 1000, 1);
        synthetic.toServerNanos = 100_000;
        synthetic.toClientNanos = 70_000;
        synthetic.clockRoundTripNanos = (long) ROUND_TRIP_NANOS;
        synthetic.probeBoundNanos = 0;
        synthetic.synchrony = synchrony(true);
        change.accept(synthetic);
        SyntheticArchive.empty(root).add(synthetic);
        Archive archive = Archive.open(root);
        return Judge.evidence(archive.trials().getFirst(), Surroundings.of(archive));
    }

    private static Synchrony synchrony(boolean serverSound) {
        return new Synchrony(
                null,
                Map.of(
                        Side.CLIENT, new Synchrony.Followed(60, 0, true, 0),
                        Side.SERVER, new Synchrony.Followed(60, 0, serverSound, 0)),
                null);
    }
}
