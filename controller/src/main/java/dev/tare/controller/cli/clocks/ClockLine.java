package dev.tare.controller.cli.clocks;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tare.common.clock.ClockEstimate;
import dev.tare.controller.archive.ArchiveJson;
import java.util.Locale;

/**
 * A calibration of one pair of hosts.
 *
 * @param from lab name of the host that asked
 * @param to lab name of the host that answered
 * @param offsetNs clock of {@code to} minus clock of {@code from}
 * @param driftPpb over this and earlier calibrations
 * @param boundNs the offset is true within plus and minus this
 * @param straight false when the exchanges contradict each other: a clock stepped, stood still, or a host does not tell the
 *     truth
 * @param wallSteps how often the wall clock of {@code from} was set meanwhile; offsets are not taken from it
 */
record ClockLine(
        @JsonProperty("schemaVersion") int schemaVersion,
        String from,
        String to,
        long offsetNs,
        long driftPpb,
        long boundNs,
        int exchanges,
        long delayMinNs,
        boolean straight,
        int wallSteps) {

    private static final int SCHEMA_VERSION = 1;

    static ClockLine of(String from, String to, ClockEstimate estimate, long driftPpb, boolean trusted, int wallSteps) {
        return new ClockLine(
                SCHEMA_VERSION,
                from,
                to,
                estimate.offsetNanos(),
                driftPpb,
                estimate.boundNanos(),
                estimate.exchanges(),
                estimate.delayMinNanos(),
                trusted,
                wallSteps);
    }

    String json() {
        try {
            return ArchiveJson.line().writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record of numbers always has a JSON form", impossible);
        }
    }

    String words() {
        return String.format(
                Locale.ROOT,
                "%s -> %s  offset %+.9f s ± %.2f µs  drift %+.3f ppm  %d exchanges, least delay %.2f µs%s%s",
                from,
                to,
                offsetNs / 1e9,
                boundNs / 1e3,
                driftPpb / 1e3,
                exchanges,
                delayMinNs / 1e3,
                straight ? "" : "  NOT STRAIGHT: a clock stepped or somebody does not tell the truth",
                wallSteps == 0 ? "" : "  the wall clock of " + from + " was set");
    }
}
