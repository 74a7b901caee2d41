package dev.tare.controller.plan;

import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Chosen;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * In what cells may differ that are measured one after the other.
 *
 * @param factors by their names
 * @param workloadOptions options of the workload
 */
public record Adjacency(List<String> factors, List<String> workloadOptions) {

    /** All are shuffled alike. */
    static final Adjacency NONE = new Adjacency(List.of(), List.of());

    private static final String WORKLOAD = "workload";

    public Adjacency {
        factors = List.copyOf(factors);
        workloadOptions = List.copyOf(workloadOptions);
    }

    /** Equal for cells that belong together. */
    Object group(Cell cell) {
        if (equals(NONE)) {
            return cell;
        }
        Map<String, Object> rest = Factors.of(cell);
        Map<String, String> options = new HashMap<>(cell.workload().options());
        options.keySet().removeAll(workloadOptions);
        rest.put(WORKLOAD, Chosen.of(cell.workload().name(), options));
        rest.keySet().removeAll(factors);
        return rest;
    }
}
