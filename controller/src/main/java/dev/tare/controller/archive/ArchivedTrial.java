package dev.tare.controller.archive;

import dev.tare.controller.trial.ClockExchanges;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trial in an archive. The two sides' data is read when asked for, so that a long campaign need not fit in memory.
 *
 * @param folder of the trial; it need not exist for a trial that was never run
 */
public record ArchivedTrial(TrialRecord trialRecord, Path folder) {

    /** What that side sent; null when there is no file of it. */
    public @Nullable SideData side(Side side) throws IOException {
        Path file = ArchiveLayout.streamIn(folder, side);
        return Files.isRegularFile(file) ? SideReader.read(file) : null;
    }

    /** What was asked and answered about the agents' clocks. */
    public ClockExchanges exchanges() throws IOException {
        return new ClockExchanges(
                ClockFile.read(ArchiveLayout.clocksIn(folder)).exchanges(),
                ClockFile.read(ArchiveLayout.directClocksIn(folder)).exchanges().getOrDefault(Side.SERVER, List.of()));
    }

    /** What was wrong with the files that {@link #exchanges} reads; empty is good. */
    public List<String> clockDefects() throws IOException {
        List<String> defects =
                new ArrayList<>(ClockFile.read(ArchiveLayout.clocksIn(folder)).defects());
        defects.addAll(ClockFile.read(ArchiveLayout.directClocksIn(folder)).defects());
        return defects;
    }
}
