package dev.tare.controller.archive;

import dev.tare.common.clock.Exchange;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    /** Asked by the controller, answered by the agents; a side whose clock was not followed is not in it. */
    public Map<Side, List<Exchange>> exchanges() throws IOException {
        return ClockFile.read(ArchiveLayout.clocksIn(folder));
    }
}
