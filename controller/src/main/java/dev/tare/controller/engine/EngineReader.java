package dev.tare.controller.engine;

import dev.tare.controller.archive.EngineRunData;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialRecord;
import java.util.List;
import java.util.Map;

/** Understands what one engine writes. Never throws for what is written: that is a problem of the result. */
interface EngineReader {

    /**
     * From both sides' output to a result.
     *
     * @param runs by side; a side that wrote nothing is not in it
     */
    void read(Cell cell, TrialRecord.Timing timing, Map<Side, List<EngineRunData>> runs, Reading reading);
}
