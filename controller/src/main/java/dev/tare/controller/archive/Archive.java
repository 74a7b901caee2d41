package dev.tare.controller.archive;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tare.controller.lab.Lab;
import dev.tare.controller.trial.Trial;
import dev.tare.controller.trial.TrialRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a campaign left, for reading.
 *
 * @param lab empty where no lab file was kept
 * @param hosts what the agents said of their hosts, by name
 * @param plan the plan's text; empty where it was not kept
 * @param journal one document a line, as far as they parse
 * @param trials in the order of blocks and of their places in them
 * @param defects what could not be read, in words
 */
public record Archive(
        Path root,
        Optional<Lab> lab,
        SortedMap<String, HostEnvironment> hosts,
        String plan,
        List<JsonNode> journal,
        List<ArchivedTrial> trials,
        List<String> defects) {

    private static final int MAX_PLAN_BYTES = 4 * 1024 * 1024;

    public Archive {
        hosts = Collections.unmodifiableSortedMap(new TreeMap<>(hosts));
        journal = List.copyOf(journal);
        trials = List.copyOf(trials);
        defects = List.copyOf(defects);
    }

    /** Documents of a newer minor version may have keys that this version does not know. */
    static JsonMapper reader() {
        return ArchiveJson.line()
                .rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .build();
    }

    /**
     * Reads everything but the sides' data.
     *
     * @throws NotDirectoryException when there is no such directory
     * @throws NoSuchFileException when it is not an archive: it has neither a plan, a journal nor trials
     */
    public static Archive open(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new NotDirectoryException(root.toString());
        }
        ArchiveLayout layout = new ArchiveLayout(root);
        if (!Files.exists(layout.plan()) && !Files.exists(layout.journal()) && !Files.exists(layout.trials())) {
            throw new NoSuchFileException(
                    root.toString(), null, "not an archive: no plan.yaml, journal or trials in it");
        }
        List<String> defects = new ArrayList<>();
        JsonMapper json = reader();
        return new Archive(
                root,
                document(json, layout.lab(), Lab.class, defects),
                hosts(json, layout.environments(), defects),
                planText(layout.plan()),
                journal(json, layout.journal(), defects),
                trials(json, layout.trials(), defects),
                defects);
    }

    private static SortedMap<String, HostEnvironment> hosts(JsonMapper json, Path folder, List<String> defects)
            throws IOException {
        SortedMap<String, HostEnvironment> hosts = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return hosts;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                Optional<String> name = ArchiveLayout.hostOf(file);
                if (name.isPresent()) {
                    document(json, file, HostEnvironment.class, defects).ifPresent(host -> hosts.put(name.get(), host));
                }
            }
        }
        return hosts;
    }

    private static <T> Optional<T> document(JsonMapper json, Path file, Class<T> type, List<String> defects)
            throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(json.readValue(file.toFile(), type));
        } catch (JacksonException broken) {
            defects.add(file.getFileName() + ": " + broken.getOriginalMessage());
            return Optional.empty();
        }
    }

    private static String planText(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_PLAN_BYTES) {
            return "";
        }
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static List<JsonNode> journal(JsonMapper json, Path file, List<String> defects) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        if (!Files.isRegularFile(file)) {
            return lines;
        }
        int number = 0;
        for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                lines.add(json.readTree(line));
            } catch (JacksonException broken) {
                defects.add("journal line " + number + ": " + broken.getOriginalMessage());
            }
        }
        return lines;
    }

    private static List<ArchivedTrial> trials(JsonMapper json, Path folder, List<String> defects) throws IOException {
        List<ArchivedTrial> trials = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return trials;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.sorted().toList()) {
                document(json, ArchiveLayout.recordIn(entry), TrialRecord.class, defects)
                        .ifPresent(it -> trials.add(new ArchivedTrial(it, entry)));
            }
        }
        trials.sort(Comparator.comparing(
                (ArchivedTrial it) -> it.trialRecord().trial(),
                Comparator.comparingInt(Trial::block).thenComparingInt(Trial::order)));
        return trials;
    }
}
