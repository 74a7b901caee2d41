package dev.tare.controller.plan;

import java.time.Duration;
import java.util.List;

/**
 * A plan as its file says, every name known, every bound kept.
 *
 * @param name for people and folders: {@code [a-z0-9][a-z0-9-]*}
 * @param seed of the order; drawn when the file does not say
 * @param repetitions how many blocks
 * @param duration of the measured window, a whole number of intervals
 * @param warmup before it, on the same connections
 * @param adjacent in what cells differ that are measured one after the other
 * @param sideBySide whether trials between different hosts may run at the same time
 * @param timingFloor whether each probe measures what its own timing takes, before the trial
 * @param text the file this was read from, with the seed in it: reading it again gives the same plan
 * @param notices what is odd but not wrong, for the user
 */
public record Plan(
        String name,
        long seed,
        int repetitions,
        Duration duration,
        Duration warmup,
        Duration interval,
        Factors factors,
        List<Exclusion> exclude,
        Adjacency adjacent,
        boolean sideBySide,
        boolean timingFloor,
        String text,
        List<String> notices) {

    public static final int SCHEMA_VERSION = 1;

    /** More trials than this are a mistake. */
    public static final int MAX_TRIALS = 10_000;

    public Plan {
        exclude = List.copyOf(exclude);
        notices = List.copyOf(notices);
    }

    /** The hosts that its pairs name; a lab that is made for it has them. */
    public List<String> hosts() {
        return List.copyOf(factors.pairs().hosts());
    }
}
