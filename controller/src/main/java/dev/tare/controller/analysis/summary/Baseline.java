package dev.tare.controller.analysis.summary;

import dev.tare.controller.trial.Cell;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which cell a cell is compared with: native with all else equal; where native was not measured on that network, native
 * on the host's. Where it was measured and has no VALID trial there is none: another network's would be taken for it.
 */
final class Baseline {

    static final String NATIVE = "native";
    private static final String HOST = "host";

    private final List<CellResult> cells;

    Baseline(List<CellResult> cells) {
        this.cells = cells;
    }

    /**
     * A cell to compare with, or why there is none.
     *
     * @param why null where there is one, and where the plan has none
     */
    record Reference(@Nullable CellResult cell, @Nullable String why) {
        static final Reference NONE = new Reference(null, null);
    }

    Reference of(Cell cell) {
        if (cell.runtime().name().equals(NATIVE)) {
            return Reference.NONE;
        }
        Optional<CellResult> same = natives(cell)
                .filter(it -> it.cell().network().equals(cell.network()))
                .findFirst();
        return same.or(() -> natives(cell)
                        .filter(it -> it.cell().network().name().equals(HOST)
                                && it.cell().overIpv6() == cell.overIpv6())
                        .findFirst())
                .map(it -> it.valid().isEmpty()
                        ? new Reference(
                                null,
                                "native has no VALID trial on the " + it.cell().networkTitle() + " network")
                        : new Reference(it, null))
                .orElse(Reference.NONE);
    }

    private Stream<CellResult> natives(Cell cell) {
        return cells.stream().filter(it -> it.isMeasured() && isNativeOf(it.cell(), cell));
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
