package dev.tare.controller.archive;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tare.common.text.Printable;
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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
        Documents documents = new Documents(reader(), root, defects);
        List<JsonNode> journal = journal(documents.json(), layout.journal(), defects);
        List<ArchivedTrial> trials = trials(documents, layout.trials());
        defects.addAll(unrecorded(layout, journal));
        return new Archive(
                root,
                documents.read(layout.lab(), Lab.class),
                hosts(documents, layout.environments()),
                planText(layout.plan()),
                journal,
                trials,
                defects);
    }

    /** Reads one file, or says why not. */
    private record Documents(JsonMapper json, Path root, List<String> defects) {

        <T> Optional<T> read(Path file, Class<T> type) throws IOException {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            try {
                Optional<T> document = Optional.ofNullable(json.readValue(file.toFile(), type));
                if (document.isEmpty()) {
                    defects.add(root.relativize(file) + ": it holds null");
                }
                return document;
            } catch (JacksonException broken) {
                defects.add(root.relativize(file) + ": " + Printable.of(broken.getOriginalMessage()));
                return Optional.empty();
            }
        }
    }

    /** Each trial gets its place before its line in the journal: one that has the line and no record was lost since. */
    private static List<String> unrecorded(ArchiveLayout layout, List<JsonNode> journal) throws IOException {
        Set<String> recorded = new HashSet<>();
        if (Files.isDirectory(layout.trials())) {
            try (Stream<Path> entries = Files.list(layout.trials())) {
                entries.filter(entry -> Files.isRegularFile(ArchiveLayout.recordIn(entry)))
                        .forEach(entry -> recorded.add(entry.getFileName().toString()));
            }
        }
        return journal.stream()
                .filter(line -> line.path("kind").asText().equals("trial"))
                .map(line -> line.path("folder").asText())
                .filter(folder -> !recorded.contains(folder))
                .distinct()
                .map(folder ->
                        Printable.of("trials/" + folder + "/trial.json: it is not there, and the journal tells of it"))
                .toList();
    }

    private static SortedMap<String, HostEnvironment> hosts(Documents documents, Path folder) throws IOException {
        SortedMap<String, HostEnvironment> hosts = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return hosts;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                Optional<String> name = ArchiveLayout.hostOf(file);
                if (name.isPresent()) {
                    documents.read(file, HostEnvironment.class).ifPresent(host -> hosts.put(name.get(), host));
                }
            }
        }
        return hosts;
    }

    private static String planText(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_PLAN_BYTES) {
            return "";
        }
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /** A last line without its end is of a record that was never promised, and is no defect. */
    private static List<JsonNode> journal(JsonMapper json, Path file, List<String> defects) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        if (!Files.isRegularFile(file)) {
            return lines;
        }
        String[] texts = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1);
        for (int i = 0; i < texts.length - 1; i++) {
            if (texts[i].isBlank()) {
                continue;
            }
            try {
                lines.add(json.readTree(texts[i]));
            } catch (JacksonException broken) {
                defects.add(file.getFileName() + ":" + (i + 1) + ": " + Printable.of(broken.getOriginalMessage()));
            }
        }
        return lines;
    }

    private static List<ArchivedTrial> trials(Documents documents, Path folder) throws IOException {
        List<ArchivedTrial> trials = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return trials;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.sorted().toList()) {
                documents
                        .read(ArchiveLayout.recordIn(entry), TrialRecord.class)
                        .ifPresent(it -> trials.add(new ArchivedTrial(it, entry)));
            }
        }
        trials.sort(Comparator.comparing(
                (ArchivedTrial it) -> it.trialRecord().trial(),
                Comparator.comparingInt(Trial::block).thenComparingInt(Trial::order)));
        return trials;
    }
}
