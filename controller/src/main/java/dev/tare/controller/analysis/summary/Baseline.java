package dev.tare.controller.analysis.summary;

import dev.tare.controller.trial.Cell;
import java.util.List;
import java.util.Optional;

/**
 * Which cell a cell is compared with: native with all else equal; where native was not measured on that network, native
 * on the host's.
 */
final class Baseline {

    static final String NATIVE = "native";
    private static final String HOST = "host";

    private final List<CellResult> cells;

    Baseline(List<CellResult> cells) {
        this.cells = cells;
    }

    Optional<CellResult> of(Cell cell) {
        if (cell.runtime().name().equals(NATIVE)) {
            return Optional.empty();
        }
        return cells.stream()
                .filter(it -> isNativeOf(it.cell(), cell))
                .filter(it -> it.cell().network().equals(cell.network()))
                .filter(it -> !it.valid().isEmpty())
                .findFirst()
                .or(() -> cells.stream()
                        .filter(it -> isNativeOf(it.cell(), cell))
                        .filter(it -> it.cell().network().name().equals(HOST)
                                && it.cell().overIpv6() == cell.overIpv6())
                        .filter(it -> !it.valid().isEmpty())
                        .findFirst());
    }

    private static boolean isNativeOf(Cell candidate, Cell cell) {
        return candidate.runtime().name().equals(NATIVE)
                && candidate.tuning().equals(cell.tuning())
                && candidate.workload().equals(cell.workload())
                && candidate.engine().equals(cell.engine())
                && candidate.side().equals(cell.side())
                && candidate.link().equals(cell.link())
                && candidate.pair().equals(cell.pair());
    }
}
