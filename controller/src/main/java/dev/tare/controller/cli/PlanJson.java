package dev.tare.controller.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tare.controller.archive.ArchiveJson;
import dev.tare.controller.plan.Plan;
import dev.tare.controller.plan.Schedule;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Trial;
import java.util.ArrayList;
import java.util.List;

/** A plan and its order for programs. */
final class PlanJson {

    private static final int SCHEMA_VERSION = 1;

    private PlanJson() {}

    record Document(
            @JsonProperty("schemaVersion") int schemaVersion,
            String name,
            long seed,
            int repetitions,
            long durationNs,
            long warmupNs,
            long intervalNs,
            long estimatedNs,
            List<Cell> cells,
            List<Entry> trials) {}

    record Entry(int number, int block, int order, String cell, long estimatedNs) {}

    static String of(Plan plan, Schedule schedule) {
        List<Entry> entries = new ArrayList<>();
        for (Trial trial : schedule.trials()) {
            entries.add(new Entry(
                    entries.size() + 1,
                    trial.block(),
                    trial.order(),
                    trial.cell().id(),
                    schedule.estimate(plan, trial.cell()).toNanos()));
        }
        return write(new Document(
                SCHEMA_VERSION,
                plan.name(),
                plan.seed(),
                plan.repetitions(),
                plan.duration().toNanos(),
                plan.warmup().toNanos(),
                plan.interval().toNanos(),
                schedule.estimate(plan).toNanos(),
                schedule.cells(),
                entries));
    }

    private static String write(Document document) {
        try {
            return ArchiveJson.page().writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a plan's records always have a JSON form", impossible);
        }
    }
}
