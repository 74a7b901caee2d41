package dev.tare.controller.report;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.EngineKind;
import dev.tare.common.catalog.OptionText;
import dev.tare.controller.analysis.claims.Claims;
import dev.tare.controller.analysis.measure.Roles;
import dev.tare.controller.analysis.summary.Analysis;
import dev.tare.controller.analysis.summary.CellResult;
import dev.tare.controller.analysis.summary.Summary;
import dev.tare.controller.trial.Pair;
import dev.tare.controller.trial.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All that a report tells from. */
record Story(Analysis analysis, Summary summary, List<Claims> claims) {

    /** Cells that can be put beside each other: the same workload, options, link and hosts. */
    List<Group> groups() {
        Map<String, List<CellResult>> byKey = new LinkedHashMap<>();
        for (CellResult cell : analysis.cells()) {
            byKey.computeIfAbsent(
                            cell.cell().workload() + "|" + cell.cell().link() + "|"
                                    + cell.cell().engine() + "|" + cell.cell().side() + "|"
                                    + cell.cell().pair(),
                            key -> new ArrayList<>())
                    .add(cell);
        }
        return byKey.values().stream().map(Group::new).toList();
    }

    /** Names of runtimes with their options, in the catalogue's order: the order of colours. */
    List<String> runtimes() {
        return analysis.cells().stream()
                .sorted(java.util.Comparator.comparingInt(it -> place(it)))
                .map(CellResult::runtimeTitle)
                .distinct()
                .toList();
    }

    private static int place(CellResult cell) {
        var kinds = Catalog.runtimes();
        for (int i = 0; i < kinds.size(); i++) {
            if (kinds.get(i).name().equals(cell.cell().runtime().name())) {
                return i;
            }
        }
        return kinds.size();
    }

    Summary.CellSummary summary(CellResult cell) {
        return summary.cells().stream()
                .filter(it -> it.id().equals(cell.cell().id()))
                .findFirst()
                .orElseThrow();
    }

    Optional<Summary.MetricSummary> metric(CellResult cell, String name) {
        return Optional.ofNullable(summary(cell).metrics().get(name));
    }

    /** Cells of one workload on one link. */
    record Group(List<CellResult> cells) {

        CellResult first() {
            return cells.getFirst();
        }

        String workload() {
            return first().cell().workload().name();
        }

        /** With the options that are not as when absent, since a plan may have a workload more than once. */
        String title() {
            StringBuilder text = new StringBuilder(workload());
            Catalog.find(Catalog.workloads(), workload()).stream()
                    .flatMap(kind -> kind.options().stream())
                    .forEach(option -> {
                        String wire = first().cell().workload().options().get(option.name());
                        if (wire != null && !wire.equals(option.defaultValue())) {
                            text.append(", ").append(option.name()).append(' ').append(OptionText.toText(option, wire));
                        }
                    });
            if (!first().cell().engine().equals(EngineKind.BUILTIN)) {
                text.append(", by ").append(first().cell().engine());
            }
            String side = first().cell().side();
            if (!side.equals(Side.CLIENT.word())) {
                text.append(", ")
                        .append(side)
                        .append(side.equals(Roles.BOTH) ? " sides" : "")
                        .append(" in the runtime");
            }
            return text.toString();
        }

        /** Whether how long instances take to start is the result. */
        boolean isStartUp() {
            return Roles.of(first().cell()).map(Roles::isStartUp).orElse(false);
        }

        String link() {
            return first().cell().link();
        }

        String linkTitle() {
            Pair pair = first().cell().pair();
            if (pair.isOneHost()) {
                return "path " + pair.title();
            }
            String text = first().cell().linkBitsPerSecond() == 0 ? "unlimited link" : link() + " link";
            return pair.equals(Pair.USUAL) ? text : text + ", " + pair.title();
        }

        boolean isUnlimited() {
            return first().cell().linkBitsPerSecond() == 0;
        }

        Stream<CellResult> measured() {
            return cells.stream().filter(CellResult::isMeasured);
        }
    }
}
