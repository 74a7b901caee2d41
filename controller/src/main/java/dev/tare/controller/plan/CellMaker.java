package dev.tare.controller.plan;

import dev.tare.common.units.LinkRate;
import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.Lab;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Chosen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Crosses the factors: runtime varies slowest, the link fastest. */
final class CellMaker {

    private CellMaker() {}

    static List<Cell> cells(Plan plan, Optional<Lab> lab, LinkRate labRate) {
        Factors factors = plan.factors();
        lab.filter(its -> !its.madeByTare()).ifPresent(its -> refuseOtherLinks(plan, its));
        List<LinkChoice> links = factors.links().isEmpty() ? List.of(LinkChoice.of(labRate)) : factors.links();
        CellIds ids = new CellIds(factors);
        List<Cell> cells = new ArrayList<>();
        for (Chosen runtime : factors.runtimes()) {
            for (Chosen network : factors.networks()) {
                for (Chosen workload : factors.workloads()) {
                    for (String engine : factors.engines()) {
                        for (String side : factors.sides()) {
                            for (LinkChoice link : links) {
                                cells.add(new Cell(
                                        "",
                                        runtime,
                                        network,
                                        workload,
                                        engine,
                                        side,
                                        link.name(),
                                        link.rate().bitsPerSecond()));
                            }
                        }
                    }
                }
            }
        }
        return cells.stream()
                .filter(cell -> plan.exclude().stream().noneMatch(pattern -> pattern.matches(cell)))
                .map(ids::name)
                .toList();
    }

    private static void refuseOtherLinks(Plan plan, Lab lab) {
        for (LinkChoice link : plan.factors().links()) {
            if (link.rate().bitsPerSecond() != lab.link().bitsPerSecond()) {
                throw TareException.usage(
                        "plan " + plan.name() + " asks for the link " + link.name() + ", but the link of lab "
                                + lab.name()
                                + " is " + new LinkRate(lab.link().bitsPerSecond())
                                + ", and only in a lab that Tare made can a plan choose it",
                        "take 'link' out of the plan's factors, or run it without --lab");
            }
        }
    }
}
