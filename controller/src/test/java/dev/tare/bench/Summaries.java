package dev.tare.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What an archive says, read from its JSON as any other program would. */
record Summaries(Path archive) {

    private static final ObjectMapper JSON = new ObjectMapper();

    JsonNode cell(Predicate<JsonNode> wanted) throws IOException {
        for (JsonNode cell : cells()) {
            if (wanted.test(cell)) {
                return cell;
            }
        }
        throw new NoSuchElementException("no such cell in " + archive);
    }

    List<JsonNode> cells() throws IOException {
        List<JsonNode> cells = new ArrayList<>();
        JSON.readTree(archive.resolve("summary.json").toFile()).path("cells").forEach(cells::add);
        return cells;
    }

    /** Trials of all cells: VALID, DEGRADED, INVALID. */
    String verdicts() throws IOException {
        List<String> sums = new ArrayList<>();
        for (String level : List.of("VALID", "DEGRADED", "INVALID")) {
            int sum = 0;
            for (JsonNode cell : cells()) {
                sum += cell.path("counts").path(level).asInt();
            }
            sums.add(Integer.toString(sum));
        }
        return String.join(", ", sums);
    }

    /** Of VALID trials. */
    static Map<Integer, Double> byBlock(JsonNode cell, String metric) {
        JsonNode of = cell.path("metrics").path(metric);
        Map<Integer, Double> values = new TreeMap<>();
        for (int i = 0; i < of.path("values").size(); i++) {
            values.put(
                    of.path("blocks").path(i).asInt(), of.path("values").path(i).asDouble());
        }
        return values;
    }

    /** What is known of each trial, in the order of their folders' names. */
    List<JsonNode> trials() throws IOException {
        List<JsonNode> all = new ArrayList<>();
        try (Stream<Path> folders = Files.list(archive.resolve("trials"))) {
            for (Path folder : folders.sorted().toList()) {
                all.add(JSON.readTree(folder.resolve("trial.json").toFile()));
            }
        }
        return all;
    }

    /**
     * Nanoseconds of each trial that were neither warm-up nor measured window, of the trials that match. One that ended early has not
     * taken its window, and would seem quick.
     */
    List<Double> notMeasuringNanos(Predicate<JsonNode> wantedCell) throws IOException {
        List<Double> all = new ArrayList<>();
        for (JsonNode trial : trials()) {
            if (trial.path("status").asText().equals("COMPLETED")
                    && wantedCell.test(trial.path("trial").path("cell"))) {
                JsonNode timing = trial.path("timing");
                all.add(timing.path("end_nanos").asDouble()
                        - timing.path("start_nanos").asDouble()
                        - timing.path("warmup_nanos").asDouble()
                        - timing.path("duration_nanos").asDouble());
            }
        }
        return all;
    }
}
