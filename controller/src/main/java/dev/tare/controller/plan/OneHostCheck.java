package dev.tare.controller.plan;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.NetworkKind;
import dev.tare.common.catalog.WorkloadKind;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.yaml.Mark;
import dev.tare.controller.yaml.Problems;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What a plan asks for that has no sense between a host and itself, where no link is crossed and both sides share the host's
 * settings.
 *
 * @param remedy what to do about cells of a pattern
 */
record OneHostCheck(FactorsReader.Read read, Problems problems, UnaryOperator<String> remedy) {

    void check(List<Cell> cells) {
        List<Cell> within =
                cells.stream().filter(cell -> cell.pair().isOneHost()).toList();
        read.networks().forEach(network -> {
            String name = network.value().name();
            NetworkKind kind = Catalog.find(Catalog.networks(), name).orElseThrow();
            if (!kind.withinHost()) {
                refuse(
                        within,
                        cell -> cell.network().equals(network.value()),
                        network.mark(),
                        "network " + name + " is between two hosts, and a host's two sides are not",
                        "network: " + name);
            }
        });
        read.links().stream()
                .filter(link -> link.value().rate().bitsPerSecond() > 0)
                .forEach(link -> refuse(
                        within,
                        cell -> cell.linkBitsPerSecond() == link.value().rate().bitsPerSecond(),
                        link.mark(),
                        "the link " + link.value().name() + " is not crossed between a host's two sides",
                        "link: " + link.value().name()));
        read.workloads().stream()
                .filter(workload -> WorkloadKind.spins(workload.value().options()))
                .forEach(workload -> refuse(
                        within,
                        cell -> cell.workload().equals(workload.value()),
                        workload.mark(),
                        "with wait spin each side keeps a CPU busy, and a host's two sides share theirs",
                        "workload: {" + workload.value().name() + ": {wait: spin}}"));
        read.workloads().stream()
                .filter(workload -> WorkloadKind.isRealTime(workload.value().options()))
                .forEach(workload -> refuse(
                        within,
                        cell -> cell.workload().equals(workload.value()),
                        workload.mark(),
                        "at priority realtime a side has its CPU until it waits, and a host's two sides share theirs",
                        "workload: {" + workload.value().name() + ": {priority: realtime}}"));
        read.tunings().stream()
                .filter(tuning -> !tuning.value().isNone())
                .forEach(tuning -> refuse(
                        within,
                        cell -> cell.tuned().equals(tuning.value()),
                        tuning.mark(),
                        "a host's two sides share its settings, which each side would change and change back",
                        "tuning: {" + tuning.value().text() + "}"));
    }

    private void refuse(List<Cell> within, Predicate<Cell> which, Mark mark, String why, String pattern) {
        within.stream()
                .filter(which)
                .map(cell -> cell.pair().client())
                .distinct()
                .forEach(host -> problems.add(
                        mark, why + "; " + remedy.apply("{pairs: [" + host + ", " + host + "], " + pattern + "}")));
    }
}
