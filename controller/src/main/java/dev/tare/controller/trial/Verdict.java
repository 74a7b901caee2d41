package dev.tare.controller.trial;

import dev.tare.common.text.Printable;
import java.util.List;

/**
 * What can be believed of a trial.
 *
 * @param labels what is worth knowing of a VALID trial, e.g. {@code wire-limited}, {@code cpu-limited}
 * @param reasons sentences a person can read; not empty unless VALID
 */
public record Verdict(Level level, List<String> labels, List<String> reasons) {

    public Verdict {
        labels = List.copyOf(labels);
        reasons = reasons.stream().map(Printable::of).toList();
    }

    /** In the order of getting worse. */
    public enum Level {
        VALID,
        DEGRADED,
        INVALID
    }
}
