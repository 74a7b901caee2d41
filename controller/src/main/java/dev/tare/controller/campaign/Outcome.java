package dev.tare.controller.campaign;

import dev.tare.controller.failure.ExitCode;
import java.util.List;

/**
 * How a campaign ended, with counts over the whole archive, earlier runs included.
 *
 * @param reasons sentences, each with what to do; empty where the end is {@link End#FINISHED}
 * @param failed trials that broke; they are INVALID
 * @param unavailable trials that could not be run here
 * @param notRun trials of the plan that have no record yet, or one of an earlier run that they could not be run then
 */
public record Outcome(
        End end, List<String> reasons, int valid, int degraded, int invalid, int failed, int unavailable, int notRun) {

    public Outcome {
        reasons = List.copyOf(reasons);
    }

    /** Nothing has been measured: a reason why the campaign could not begin. */
    public static Outcome refused(List<String> reasons, int trials) {
        return new Outcome(End.REFUSED, reasons, 0, 0, 0, 0, 0, trials);
    }

    /** Why a campaign is over. */
    public enum End {
        /** Every trial of the plan has a record. */
        FINISHED,
        /** The preflight found a reason not to begin. */
        REFUSED,
        /** Ctrl-C: all torn down, {@code --resume} goes on. */
        INTERRUPTED,
        /** An agent went away and did not come back in time; {@code --resume} goes on. */
        AGENT_LOST
    }

    /**
     * The process's exit code: 0 done, 3 nothing measured, 4 with INVALID trials or without those that a lost agent left (with
     * {@code strict}, also with unavailable ones), 130 interrupted.
     */
    public ExitCode exitCode(boolean strict) {
        return switch (end) {
            case REFUSED -> ExitCode.PREFLIGHT;
            case INTERRUPTED -> ExitCode.INTERRUPTED;
            case AGENT_LOST -> measuredSomething() ? ExitCode.INVALID_TRIALS : ExitCode.PREFLIGHT;
            case FINISHED -> finished(strict);
        };
    }

    /** Not one trial could be run. */
    public boolean isAllUnavailable() {
        return unavailable > 0 && failed == 0 && !measuredSomething();
    }

    private ExitCode finished(boolean strict) {
        if (isAllUnavailable()) {
            return ExitCode.PREFLIGHT;
        }
        return invalid + failed > 0 || (strict && unavailable > 0) ? ExitCode.INVALID_TRIALS : ExitCode.DONE;
    }

    private boolean measuredSomething() {
        return valid + degraded + invalid > 0;
    }
}
