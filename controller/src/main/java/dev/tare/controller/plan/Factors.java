package dev.tare.controller.plan;

import dev.tare.common.catalog.Tuning;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Chosen;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is varied; a cell takes one of each.
 *
 * @param tunings settings of the path; the path as it is when the plan says nothing
 * @param links empty when the plan leaves the link to the lab
 * @param sides which sides run in the runtime: {@code client}, {@code server}, {@code both}
 * @param pairs between which hosts
 */
public record Factors(
        List<Chosen> runtimes,
        List<Chosen> networks,
        List<Tuning> tunings,
        List<Chosen> workloads,
        List<LinkChoice> links,
        List<String> sides,
        List<String> engines,
        PairChoice pairs) {

    public Factors {
        runtimes = List.copyOf(runtimes);
        networks = List.copyOf(networks);
        tunings = List.copyOf(tunings);
        workloads = List.copyOf(workloads);
        links = List.copyOf(links);
        sides = List.copyOf(sides);
        engines = List.copyOf(engines);
    }

    /** What a cell has of each factor. */
    static Map<String, Object> of(Cell cell) {
        Map<String, Object> all = new HashMap<>();
        all.put("runtime", cell.runtime());
        all.put("network", cell.network());
        all.put("tuning", cell.tuning());
        all.put("workload", cell.workload());
        all.put("link", cell.linkBitsPerSecond());
        all.put("side", cell.side());
        all.put("engine", cell.engine());
        all.put("pairs", cell.pair());
        return all;
    }
}
