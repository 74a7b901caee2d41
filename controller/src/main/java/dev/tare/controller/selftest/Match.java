package dev.tare.controller.selftest;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.EngineKind;
import dev.tare.common.catalog.OptionText;
import dev.tare.common.catalog.WorkloadKind;
import dev.tare.controller.analysis.summary.CellResult;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Chosen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Two cells of one archive that are alike but for who does the work, or how.
 *
 * @param probe the probe's, as it measures
 * @param rival the one it is compared with
 * @param against the rival's name
 * @param setting options of the workload that are not the usual ones of both, {@code block 1MiB}; or {@code defaults}, where
 *     nobody was told anything
 */
record Match(CellResult probe, CellResult rival, String against, String setting) {

    private static final String RECORD = "record";
    private static final String EVERY = "every";
    private static final String NONE = "none";
    private static final String WAIT = "wait";
    private static final String SPIN = "spin";

    /** Those in which this cell is the rival. */
    static List<Match> of(CellResult rival, List<CellResult> cells) {
        Cell cell = rival.cell();
        Optional<WorkloadKind> workload =
                Catalog.find(Catalog.workloads(), cell.workload().name());
        Optional<EngineKind> engine = Catalog.find(Catalog.engines(), cell.engine());
        if (workload.isEmpty() || engine.isEmpty()) {
            return List.of();
        }
        return engine.get().foreign()
                ? againstEngine(engine.get(), workload.get(), rival, cells)
                : againstNoRecord(workload.get(), rival, cells);
    }

    private static List<Match> againstEngine(
            EngineKind engine, WorkloadKind workload, CellResult rival, List<CellResult> cells) {
        Chosen chosen = rival.cell().workload();
        Map<String, String> usual =
                engine.service(workload.name()).map(EngineKind.Service::usual).orElse(Map.of());
        List<Match> matches = new ArrayList<>();
        probe(rival.cell(), chosen, cells)
                .ifPresent(it -> matches.add(
                        new Match(it, rival, engine.name(), setting(workload, chosen.options(), usual.keySet()))));
        Map<String, String> untold = defaults(workload);
        Map<String, String> untoldRival = new HashMap<>(untold);
        untoldRival.putAll(usual);
        if (!usual.isEmpty() && withDefaults(chosen, untold).equals(untoldRival)) {
            probe(rival.cell(), Chosen.of(workload.name(), untold), cells)
                    .ifPresent(it -> matches.add(new Match(it, rival, engine.name(), Comparison.DEFAULTS)));
        }
        // how to wait no engine can be told
        if (untold.containsKey(WAIT)) {
            Map<String, String> awake = withDefaults(chosen, untold);
            awake.put(WAIT, SPIN);
            probe(rival.cell(), Chosen.of(workload.name(), awake), cells)
                    .ifPresent(it ->
                            matches.add(new Match(it, rival, engine.name(), setting(workload, awake, usual.keySet()))));
        }
        return matches;
    }

    /** The probe beside itself when it only counts. */
    private static List<Match> againstNoRecord(WorkloadKind workload, CellResult rival, List<CellResult> cells) {
        Chosen chosen = rival.cell().workload();
        if (!NONE.equals(chosen.options().get(RECORD))) {
            return List.of();
        }
        Map<String, String> recording = new HashMap<>(chosen.options());
        recording.put(RECORD, EVERY);
        return probe(rival.cell(), Chosen.of(workload.name(), recording), cells)
                .map(it -> new Match(
                        it,
                        rival,
                        EngineKind.BUILTIN + " with " + RECORD + " " + NONE,
                        setting(workload, recording, Set.of())))
                .stream()
                .toList();
    }

    private static Optional<CellResult> probe(Cell rival, Chosen workload, List<CellResult> cells) {
        Map<String, String> untold = Catalog.find(Catalog.workloads(), workload.name())
                .map(Match::defaults)
                .orElse(Map.of());
        return cells.stream()
                .filter(it -> it.cell().engine().equals(EngineKind.BUILTIN)
                        && it.cell().runtime().equals(rival.runtime())
                        && it.cell().network().equals(rival.network())
                        && it.cell().tuning().equals(rival.tuning())
                        && it.cell().workload().name().equals(workload.name())
                        && withDefaults(it.cell().workload(), untold).equals(withDefaults(workload, untold))
                        && it.cell().side().equals(rival.side())
                        && it.cell().linkBitsPerSecond() == rival.linkBitsPerSecond())
                .findFirst();
    }

    /** An archive from before an option was there has it nowhere. */
    private static Map<String, String> withDefaults(Chosen workload, Map<String, String> untold) {
        Map<String, String> all = new HashMap<>(untold);
        all.putAll(workload.options());
        return all;
    }

    private static Map<String, String> defaults(WorkloadKind workload) {
        Map<String, String> defaults = new HashMap<>();
        workload.options().forEach(option -> defaults.put(option.name(), option.defaultValue()));
        return defaults;
    }

    /** {@code told} are options of which the two have different ideas of what is usual: they are always said. */
    private static String setting(WorkloadKind workload, Map<String, String> options, Set<String> told) {
        List<String> words = new ArrayList<>();
        workload.options().forEach(option -> {
            String wire = options.getOrDefault(option.name(), option.defaultValue());
            if (told.contains(option.name()) || !wire.equals(option.defaultValue())) {
                words.add(option.name() + " " + OptionText.toText(option, wire));
            }
        });
        return words.isEmpty() ? Comparison.DEFAULTS : String.join(", ", words);
    }
}
