package dev.tare.controller.plan;

import dev.tare.common.catalog.Tuning;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Chosen;
import dev.tare.controller.trial.Pair;
import java.util.Map;
import java.util.Optional;

/**
 * A pattern of cells that a plan leaves out; a factor it does not name matches all.
 *
 * @param runtime name and the options it names, not more
 * @param linkBitsPerSecond 0 is unlimited
 */
public record Exclusion(
        Optional<Chosen> runtime,
        Optional<Chosen> network,
        Optional<Tuning> tuning,
        Optional<Chosen> workload,
        Optional<Long> linkBitsPerSecond,
        Optional<String> side,
        Optional<String> engine,
        Optional<Pair> pair) {

    boolean matches(Cell cell) {
        return matches(runtime, cell.runtime())
                && matches(network, cell.network())
                && tuning.map(cell.tuned()::equals).orElse(true)
                && matches(workload, cell.workload())
                && linkBitsPerSecond
                        .map(rate -> rate == cell.linkBitsPerSecond())
                        .orElse(true)
                && side.map(cell.side()::equals).orElse(true)
                && engine.map(cell.engine()::equals).orElse(true)
                && pair.map(cell.pair()::equals).orElse(true);
    }

    private static boolean matches(Optional<Chosen> pattern, Chosen chosen) {
        return pattern.map(
                        wanted -> wanted.name().equals(chosen.name()) && contains(chosen.options(), wanted.options()))
                .orElse(true);
    }

    private static boolean contains(Map<String, String> options, Map<String, String> wanted) {
        return options.entrySet().containsAll(wanted.entrySet());
    }
}
