package dev.tare.controller.archive;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tare.controller.trial.TrialRecord;
import dev.tare.controller.trial.TrialStatus;
import dev.tare.controller.trial.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of {@code journal.ndjson}. Times are ISO 8601 in UTC, for people. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JournalLine.Header.class, name = "campaign"),
    @JsonSubTypes.Type(value = JournalLine.TrialLine.class, name = "trial"),
    @JsonSubTypes.Type(value = JournalLine.Resumed.class, name = "resumed")
})
public sealed interface JournalLine {

    int SCHEMA_VERSION = 1;

    /**
     * The first line.
     *
     * @param planDigest of the plan; an archive is resumed with the same plan only
     * @param version of the program that wrote it
     * @param trials of the whole plan
     */
    record Header(
            int schemaVersion, String name, String planDigest, long seed, String version, int trials, String startedAt)
            implements JournalLine {}

    /**
     * A trial is over, and its folder is on the disk.
     *
     * @param number its place in the plan's order, from 1
     * @param folder below {@code trials/}
     * @param reasons of the verdict, or why it was not run
     */
    record TrialLine(
            int schemaVersion,
            int number,
            String folder,
            int block,
            int order,
            String cell,
            String trialId,
            TrialStatus status,
            Verdict.Level verdict,
            List<String> reasons,
            @Nullable String failure,
            String startedAt,
            String recordedAt)
            implements JournalLine {

        public TrialLine {
            reasons = List.copyOf(reasons);
        }

        static TrialLine of(int number, TrialRecord trialRecord, String recordedAt) {
            return new TrialLine(
                    SCHEMA_VERSION,
                    number,
                    trialRecord.trial().folder(),
                    trialRecord.trial().block(),
                    trialRecord.trial().order(),
                    trialRecord.trial().cell().id(),
                    trialRecord.trialId(),
                    trialRecord.status(),
                    trialRecord.verdict().level(),
                    trialRecord.verdict().reasons(),
                    trialRecord.failure(),
                    trialRecord.startedAt(),
                    recordedAt);
        }

        /**
         * An interrupted trial is run again, and one that could not be run, for that may have been remedied; a failed one is a
         * result: repeating until it works would choose.
         */
        @JsonIgnore
        public boolean isFinished() {
            return status == TrialStatus.COMPLETED || status == TrialStatus.FAILED;
        }
    }

    /** Another process run goes on from here; its nanoseconds have another origin. */
    record Resumed(int schemaVersion, String version, String resumedAt) implements JournalLine {}
}
