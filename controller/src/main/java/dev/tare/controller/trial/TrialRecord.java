package dev.tare.controller.trial;

import dev.tare.common.text.Printable;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@code trial.json} holds: all that is known of a trial besides the two sides' raw streams ({@code client.pb},
 * {@code server.pb}).
 *
 * <p>Times in nanoseconds are on the controller's monotonic clock, counted from the start of the campaign's process run;
 * the wall clock is for people.
 *
 * @param trialId as on the wire
 * @param startedAt ISO 8601, UTC
 * @param failure code and words of what broke, where it did; null otherwise
 * @param remedy what to do about it; null where there is nothing to say
 * @param clocksBefore per side, before set-up
 * @param clocksAfter per side, after tear-down
 * @param synchrony null where the trial was not run, and in archives of before it was found out
 */
public record TrialRecord(
        int schemaVersion,
        String trialId,
        Trial trial,
        TrialStatus status,
        Verdict verdict,
        String startedAt,
        @Nullable String failure,
        @Nullable String remedy,
        Timing timing,
        Map<Side, ClockReading> clocksBefore,
        Map<Side, ClockReading> clocksAfter,
        @Nullable Synchrony synchrony) {

    public static final int SCHEMA_VERSION = 1;

    public TrialRecord {
        // a document may say null of anything
        Objects.requireNonNull(trial, "no trial");
        Objects.requireNonNull(status, "no status");
        Objects.requireNonNull(timing, "no timing");
        failure = failure == null ? null : Printable.of(failure);
        remedy = remedy == null ? null : Printable.of(remedy);
        clocksBefore = Map.copyOf(clocksBefore);
        clocksAfter = Map.copyOf(clocksAfter);
    }

    /** With another verdict, and what was found out of its clocks. */
    public TrialRecord judged(Verdict verdict, @Nullable Synchrony synchrony) {
        return new TrialRecord(
                schemaVersion,
                trialId,
                trial,
                status,
                verdict,
                startedAt,
                failure,
                remedy,
                timing,
                clocksBefore,
                clocksAfter,
                synchrony);
    }

    /**
     * When things happened and what was asked, in nanoseconds.
     *
     * @param startNanos when the trial began: the first thing done for it
     * @param preparedNanos when both sides had said that they are; null when they never were
     * @param startAtNanos the agreed instant of both sides; null when it was never agreed
     * @param endNanos when both sides were torn down and audited
     */
    public record Timing(
            long startNanos,
            @Nullable Long preparedNanos,
            @Nullable Long startAtNanos,
            long warmupNanos,
            long durationNanos,
            long intervalNanos,
            long endNanos) {

        /** All of the trial that is not warm-up and not the measured window. */
        public long notMeasuringNanos() {
            return endNanos - startNanos - warmupNanos - durationNanos;
        }
    }
}
