package dev.tare.controller.analysis.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.clock.Offset;
import dev.tare.controller.archive.SyntheticArchive;
import dev.tare.controller.archive.SyntheticTrial;
import dev.tare.controller.trial.ClockReading;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.Trial;
import dev.tare.controller.trial.TrialRecord;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WallStepTest {

    private static final long WALL = 1_790_000_000_000_000_000L;
    private static final long HOUR = Duration.ofHours(1).toNanos();

    @Test
    void aClockThatWasSetIsToldWithItsSign() {
        assertThat(step(HOUR, 0, 5 * HOUR)).contains(Duration.ofHours(4));
        assertThat(step(HOUR, 0, 0)).contains(Duration.ofHours(-1));
    }

    /** An hour is 0.72 s longer to a clock that runs 200 millionths faster; its wall clock goes with it. */
    @Test
    void aHostWhoseClocksBothRunFasterHasSetNone() {
        long faster = HOUR / 5_000;

        assertThat(step(HOUR, faster, HOUR + faster)).isEmpty();
        assertThat(step(HOUR, faster, HOUR)).contains(Duration.ofNanos(-faster));
    }

    @Test
    void whatWasNotToldWasNotSet() {
        TrialRecord told = trial(new ClockReading(HOUR, new Offset(0, 40, 20)));

        assertThat(WallStep.of(told, Side.CLIENT)).isEmpty();
        assertThat(WallStep.of(told, Side.SERVER)).isEmpty();
    }

    private static Optional<Duration> step(long elapsedNanos, long aheadNanos, long wallNanos) {
        return WallStep.of(
                trial(new ClockReading(elapsedNanos, new Offset(aheadNanos, 40, 20), WALL + wallNanos)), Side.CLIENT);
    }

    private static TrialRecord trial(ClockReading after) {
        TrialRecord it = new SyntheticTrial(
                        new Trial(1, 1, SyntheticArchive.cell("runc", "bridge", "tcp-rr", "10GE")), 1000, 1)
                .toRecord();
        return new TrialRecord(
                it.schemaVersion(),
                it.trialId(),
                it.trial(),
                it.status(),
                it.verdict(),
                it.startedAt(),
                it.failure(),
                it.remedy(),
                it.timing(),
                Map.of(Side.CLIENT, new ClockReading(0, new Offset(0, 40, 20), WALL)),
                Map.of(Side.CLIENT, after),
                it.synchrony());
    }
}
