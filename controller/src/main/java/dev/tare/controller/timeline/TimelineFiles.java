package dev.tare.controller.timeline;

import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.ArchiveLayout;
import dev.tare.controller.archive.ArchivedTrial;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.archive.WholeFiles;
import dev.tare.controller.trial.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * Writes {@code tables/timeline-TRIAL.csv} and {@code tables/trace-TRIAL.json}, for ui.perfetto.dev, for each trial of an
 * archive that was run.
 */
public final class TimelineFiles {

    private TimelineFiles() {}

    public static void write(Archive archive) throws IOException {
        Path directory = new ArchiveLayout(archive.root()).tables();
        Files.createDirectories(directory);
        for (ArchivedTrial trial : archive.trials()) {
            Map<Side, SideData> sides = new EnumMap<>(Side.class);
            for (Side side : Side.values()) {
                SideData data = trial.side(side);
                if (data != null) {
                    sides.put(side, data);
                }
            }
            if (!sides.isEmpty()) {
                String folder = trial.trialRecord().trial().folder();
                SideClocks clocks = SideClocks.of(trial.trialRecord(), trial.exchanges());
                WholeFiles.replace(
                        directory.resolve("timeline-" + folder + ".csv"),
                        Timeline.of(trial.trialRecord(), sides, clocks).csv());
                WholeFiles.replace(
                        directory.resolve("trace-" + folder + ".json"), Trace.of(trial.trialRecord(), sides, clocks));
            }
        }
    }
}
