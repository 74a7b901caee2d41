package dev.tare.controller.cli.progress;

import dev.tare.controller.plan.Plan;
import dev.tare.controller.plan.Schedule;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.TrialRecord;
import dev.tare.controller.trial.TrialStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How long the rest will take. A trial is expected to take as long as the mean of those of its cell so far, or of its
 * runtime, or as long as the plan's estimate before one has been seen. Used by one thread at a time.
 */
final class TimeLeft {

    private final Plan plan;
    private final Schedule schedule;
    private final Map<String, Mean> byCell = new HashMap<>();
    private final Map<String, Mean> byRuntime = new HashMap<>();

    private record Mean(long sumNanos, int count) {
        private static final Mean NONE = new Mean(0, 0);

        Mean plus(long nanos) {
            return new Mean(sumNanos + nanos, count + 1);
        }

        long nanos() {
            return sumNanos / count;
        }
    }

    TimeLeft(Plan plan, Schedule schedule) {
        this.plan = plan;
        this.schedule = schedule;
    }

    /** Learns from a trial that is over. What was not run says nothing of other cells of its runtime. */
    void learn(TrialRecord trialRecord) {
        long nanos = trialRecord.timing().endNanos() - trialRecord.timing().startNanos();
        Cell cell = trialRecord.trial().cell();
        byCell.merge(cell.id(), Mean.NONE.plus(nanos), (known, once) -> known.plus(nanos));
        if (trialRecord.status() != TrialStatus.UNAVAILABLE) {
            byRuntime.merge(runtime(cell), Mean.NONE.plus(nanos), (known, once) -> known.plus(nanos));
        }
    }

    /**
     * The rest.
     *
     * @param over numbers of the trials that are done, from 1
     * @param running how long those that are running have been, by number
     */
    Duration after(Set<Integer> over, Map<Integer, Duration> running, boolean sideBySide) {
        return schedule.takes(
                over,
                sideBySide,
                turn -> Duration.ofNanos(Math.max(
                        0,
                        expectedNanos(turn.trial().cell())
                                - running.getOrDefault(turn.number(), Duration.ZERO)
                                        .toNanos())));
    }

    private long expectedNanos(Cell cell) {
        if (schedule.estimate(plan, cell).isZero()) {
            return 0;
        }
        Mean mean = byCell.getOrDefault(cell.id(), byRuntime.getOrDefault(runtime(cell), Mean.NONE));
        return mean.count() > 0 ? mean.nanos() : schedule.estimate(plan, cell).toNanos();
    }

    private static String runtime(Cell cell) {
        return cell.runtime().name() + cell.runtime().options();
    }
}
