package dev.tare.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
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

    static List<Double> values(JsonNode cell, String metric) {
        List<Double> values = new ArrayList<>();
        cell.path("metrics").path(metric).path("values").forEach(value -> values.add(value.asDouble()));
        return values;
    }

    /** Nanoseconds of each trial that were neither warm-up nor measured window, of the trials that match. */
    List<Double> notMeasuringNanos(Predicate<JsonNode> wantedCell) throws IOException {
        List<Double> all = new ArrayList<>();
        try (Stream<Path> folders = Files.list(archive.resolve("trials"))) {
            for (Path folder : folders.sorted().toList()) {
                JsonNode record = JSON.readTree(folder.resolve("trial.json").toFile());
                if (wantedCell.test(record.path("trial").path("cell"))) {
                    JsonNode timing = record.path("timing");
                    all.add(timing.path("end_nanos").asDouble()
                            - timing.path("start_nanos").asDouble()
                            - timing.path("warmup_nanos").asDouble()
                            - timing.path("duration_nanos").asDouble());
                }
            }
        }
        return all;
    }
}
