package dev.tare.controller.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tare.controller.archive.ArchiveLayout;
import dev.tare.controller.campaign.Outcome;
import java.util.List;
import java.util.Locale;

/** How a campaign ended, for programs. */
record OutcomeJson(
        @JsonProperty("schemaVersion") int schemaVersion,
        String end,
        List<String> reasons,
        int valid,
        int degraded,
        int invalid,
        int failed,
        int unavailable,
        int notRun,
        String archive,
        String summary,
        String report) {

    private static final int SCHEMA_VERSION = 1;

    static OutcomeJson of(Outcome outcome, ArchiveLayout layout) {
        return new OutcomeJson(
                SCHEMA_VERSION,
                outcome.end().name().toLowerCase(Locale.ROOT),
                outcome.reasons(),
                outcome.valid(),
                outcome.degraded(),
                outcome.invalid(),
                outcome.failed(),
                outcome.unavailable(),
                outcome.notRun(),
                layout.root().toString(),
                layout.summary().toString(),
                layout.report().toString());
    }
}
