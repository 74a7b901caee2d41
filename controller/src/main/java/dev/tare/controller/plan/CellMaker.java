package dev.tare.controller.plan;

import dev.tare.common.catalog.Tuning;
import dev.tare.common.units.LinkRate;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Chosen;
import dev.tare.controller.trial.Pair;
import java.util.ArrayList;
import java.util.List;

/** Crosses the factors: the pair of hosts varies slowest, then the runtime, the link fastest. */
final class CellMaker {

    private CellMaker() {}

    /**
     * All cells but the excluded ones.
     *
     * @param pairs of the lab
     * @param labRate where the plan does not choose the link
     */
    static List<Cell> cells(Factors factors, List<Exclusion> exclude, List<Pair> pairs, LinkRate labRate) {
        CellIds ids = new CellIds(factors, pairs);
        List<Cell> cells = new ArrayList<>();
        for (Pair pair : pairs) {
            LinkChoice own = pair.isOneHost() ? LinkChoice.NONE : LinkChoice.of(labRate);
            List<LinkChoice> links = factors.links().isEmpty() ? List.of(own) : factors.links();
            for (Chosen runtime : factors.runtimes()) {
                for (Chosen network : factors.networks()) {
                    for (Tuning tuning : factors.tunings()) {
                        for (Chosen workload : factors.workloads()) {
                            for (String engine : factors.engines()) {
                                for (String side : factors.sides()) {
                                    for (LinkChoice link : links) {
                                        cells.add(new Cell(
                                                "",
                                                runtime,
                                                network,
                                                tuning.settings(),
                                                workload,
                                                engine,
                                                side,
                                                link.name(),
                                                link.rate().bitsPerSecond(),
                                                pair));
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        return cells.stream()
                .filter(cell -> exclude.stream().noneMatch(pattern -> pattern.matches(cell)))
                .map(ids::name)
                .toList();
    }
}
