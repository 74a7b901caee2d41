package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.clock.Bounds;
import dev.tare.controller.analysis.measure.Surroundings;
import dev.tare.controller.analysis.verdict.Judge;
import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.ArchivedTrial;
import dev.tare.controller.fleet.FakeAgent;
import dev.tare.controller.trial.Synchrony;
import dev.tare.controller.trial.Synchrony.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Trials whose server tells the client another clock than the controller, by real packets. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
final class LyingClockTest {

    private static final String TWO_STORIES = "asked by the client, the server's clock stands";
    private static final String NOT_STRAIGHT = "what the server says to the client of its clock does not fit together";
    private static final long CENTURY = Duration.ofDays(36_525).toNanos();
    private static final long MILLISECOND = Duration.ofMillis(1).toNanos();

    /** More than a packet may be late on a machine that is busy. */
    private static final long FAR = Duration.ofSeconds(2).toNanos();

    @TempDir
    private Path directory;

    private Rig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new Rig(directory);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void honestAgentsAreBelieved() throws Exception {
        ArchivedTrial trial = ran();

        Synchrony.Between between = between(trial);
        assertThat(trial.exchanges().direct()).hasSizeGreaterThan(10);
        assertThat(Objects.requireNonNull(between.direct()).sound()).isTrue();
        assertThat(Objects.requireNonNull(between.comparison()).contradicts()).isFalse();
        assertThat(between.boundNanos()).isPositive();
        assertThat(reasons(trial)).noneMatch(it -> it.contains(TWO_STORIES) || it.contains(NOT_STRAIGHT));
    }

    @Test
    void anAgentThatReachesNoOtherIsKnownByTheController() throws Exception {
        rig.server.ignorePeers();

        ArchivedTrial trial = ran();

        assertThat(between(trial).source()).isEqualTo(Source.CONTROLLER);
        assertThat(between(trial).direct()).isNull();
        assertThat(between(trial).boundNanos()).isPositive();
        assertThat(reasons(trial)).noneMatch(it -> it.contains(TWO_STORIES) || it.contains(NOT_STRAIGHT));
    }

    static Stream<Arguments> lies() {
        AtomicLong swings = new AtomicLong();
        AtomicLong decades = new AtomicLong();
        AtomicLong readings = new AtomicLong();
        return Stream.of(
                lie("ahead", TWO_STORIES, () -> FakeAgent.clockNanos() + FAR),
                lie("behind by a century", TWO_STORIES, () -> FakeAgent.clockNanos() - CENTURY),
                lie(
                        "back and forth",
                        NOT_STRAIGHT,
                        () -> FakeAgent.clockNanos() + (swings.incrementAndGet() / 20 % 2) * FAR),
                lie(
                        "a century forth and back",
                        NOT_STRAIGHT,
                        () -> FakeAgent.clockNanos() + (decades.incrementAndGet() / 20 % 2 == 0 ? CENTURY : -CENTURY)),
                lie(
                        "at each reading elsewhere",
                        NOT_STRAIGHT,
                        () -> FakeAgent.clockNanos() + (readings.incrementAndGet() * 7_919 % 101) * MILLISECOND),
                lie("standing still", NOT_STRAIGHT, () -> 42),
                lie("backwards", NOT_STRAIGHT, () -> -FakeAgent.clockNanos()),
                lie("the largest number there is", NOT_STRAIGHT, () -> Long.MAX_VALUE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void aLieIsSeenAndBreaksNothing(String name, String reason, LongSupplier clock) throws Exception {
        rig.server.tellPeers(clock);

        ArchivedTrial trial = ran();

        Synchrony.Between between = between(trial);
        assertThat(between.boundNanos()).as(name).isBetween(0L, Long.MAX_VALUE / 2);
        Synchrony.Comparison comparison = between.comparison();
        if (comparison != null) {
            assertThat(comparison.directBoundNanos()).isBetween(0L, Long.MAX_VALUE / 2);
            assertThat(comparison.controllerBoundNanos()).isBetween(0L, Long.MAX_VALUE / 2);
        }
        Synchrony.Skew start =
                Objects.requireNonNull(trial.trialRecord().synchrony()).start();
        if (start != null) {
            assertThat(start.boundNanos()).isBetween(0L, Bounds.MOST_NANOS);
        }
        assertThat(reasons(trial)).anyMatch(it -> it.contains(reason));
    }

    private static Arguments lie(String name, String reason, LongSupplier clock) {
        return Arguments.of(name, reason, clock);
    }

    private ArchivedTrial ran() throws Exception {
        rig.run(Rig.input(1, Rig.NATIVE));
        return Archive.open(rig.root).trials().getFirst();
    }

    private static Synchrony.Between between(ArchivedTrial trial) {
        return Objects.requireNonNull(
                Objects.requireNonNull(trial.trialRecord().synchrony()).between());
    }

    private List<String> reasons(ArchivedTrial trial) throws Exception {
        return Judge.judge(Judge.evidence(trial, Surroundings.of(Archive.open(rig.root))))
                .reasons();
    }
}
