package dev.tare.controller.campaign;

import dev.tare.controller.archive.JournalLine;
import dev.tare.controller.campaign.Outcome.End;
import dev.tare.controller.trial.TrialStatus;
import dev.tare.controller.trial.Verdict;
import java.util.Collection;
import java.util.List;

/** Counts what became of the trials. */
final class Tally {

    private final int trials;
    private int valid;
    private int degraded;
    private int invalid;
    private int failed;
    private int unavailable;

    Tally(int trials) {
        this.trials = trials;
    }

    /** Those of an earlier run, as far as they are not to be run again. */
    void addAll(Collection<JournalLine.TrialLine> earlier) {
        earlier.stream().filter(JournalLine.TrialLine::isFinished).forEach(line -> add(line.status(), line.verdict()));
    }

    void add(TrialStatus status, Verdict.Level verdict) {
        switch (status) {
            case COMPLETED -> {
                switch (verdict) {
                    case VALID -> valid++;
                    case DEGRADED -> degraded++;
                    case INVALID -> invalid++;
                }
            }
            case FAILED -> failed++;
            case UNAVAILABLE -> unavailable++;
            case INTERRUPTED -> {
                // it will be run again: it counts as not run
            }
        }
    }

    int finished() {
        return valid + degraded + invalid + failed + unavailable;
    }

    Outcome outcome(End end, List<String> reasons) {
        return new Outcome(end, reasons, valid, degraded, invalid, failed, unavailable, trials - finished());
    }
}
