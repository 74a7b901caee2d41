package dev.tare.controller.analysis.summary;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Trials of a cell that could not be run, for one reason.
 *
 * @param remedy what to do about it; null where there is nothing to say
 * @param trials how many
 */
public record NotRun(String reason, @Nullable String remedy, int trials) {

    /** Of these trials, in the order in which the reasons came up. */
    static List<NotRun> of(List<JudgedTrial> trials) {
        Map<NotRun, Integer> counts = new LinkedHashMap<>();
        trials.stream()
                .filter(it -> !it.wasRun())
                .map(JudgedTrial::trialRecord)
                .map(it -> new NotRun(Objects.requireNonNullElse(it.failure(), "not told"), it.remedy(), 1))
                .forEach(it -> counts.merge(it, 1, Integer::sum));
        return counts.entrySet().stream()
                .map(it -> new NotRun(it.getKey().reason(), it.getKey().remedy(), it.getValue()))
                .toList();
    }

    /** For people: the reason, and what to do. */
    public String words() {
        return remedy == null ? reason : reason + "; what to do: " + remedy;
    }
}
