package dev.tare.controller.engine;

import dev.tare.common.catalog.Catalog;
import dev.tare.controller.archive.EngineRunData;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Chosen;
import dev.tare.controller.trial.Pair;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What engines wrote, kept in files, and a trial to read it for. */
final class Reports {

    static final long SECOND = 1_000_000_000L;

    private Reports() {}

    static EngineResult read(Cell cell, long durationNanos, Map<Side, List<EngineRunData>> runs) {
        TrialRecord.Timing timing = new TrialRecord.Timing(0, 1L, 2L, SECOND, durationNanos, SECOND / 10, 9 * SECOND);
        return EngineReaders.result(cell, timing, runs).orElseThrow();
    }

    static EngineRunData run(boolean measured, String out) {
        return new EngineRunData(List.of("tool"), measured, 0, "", 0L, SECOND, out, "");
    }

    static Cell cell(String engine, String workload, Map<String, String> options) {
        Map<String, String> all = new HashMap<>();
        Catalog.find(Catalog.workloads(), workload)
                .orElseThrow()
                .options()
                .forEach(option -> all.put(option.name(), option.defaultValue()));
        all.putAll(options);
        return new Cell(
                "cell",
                Chosen.of("native", Map.of()),
                Chosen.of("host", Map.of()),
                new TreeMap<>(),
                Chosen.of(workload, all),
                engine,
                "client",
                "unlimited",
                0,
                Pair.USUAL);
    }

    static String file(String name) {
        try (InputStream in = Reports.class.getResourceAsStream("/engine/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
