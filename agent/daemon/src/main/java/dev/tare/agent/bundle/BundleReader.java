package dev.tare.agent.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code bundle.json} beside {@code rootfs/}. */
public final class BundleReader {

    private static final int SCHEMA_VERSION = 1;

    private BundleReader() {}

    /** Fails with a sentence for people when the directory is no bundle or one of another schema. */
    public static Bundle read(Path directory) throws IOException {
        Path file = directory.resolve("bundle.json");
        if (!Files.isRegularFile(file)) {
            throw new IOException(directory + " is no bundle: it has no bundle.json");
        }
        JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(file));
        int version = json.path("schema_version").asInt(0);
        if (version != SCHEMA_VERSION) {
            throw new IOException(file + " has schema_version " + version + ", this agent reads " + SCHEMA_VERSION);
        }
        Path rootfs = directory.resolve("rootfs").toAbsolutePath().normalize();
        if (!Files.isDirectory(rootfs)) {
            throw new IOException(directory + " is no bundle: it has no rootfs");
        }
        List<String> command = new ArrayList<>();
        json.path("command").forEach(word -> command.add(word.asText()));
        if (command.isEmpty()) {
            throw new IOException(file + " has no command");
        }
        Map<String, String> environment = new HashMap<>();
        json.path("environment")
                .properties()
                .forEach(variable ->
                        environment.put(variable.getKey(), variable.getValue().asText()));
        return new Bundle(rootfs, text(json, "digest", file), text(json, "java_version", file), command, environment);
    }

    private static String text(JsonNode json, String field, Path file) throws IOException {
        String value = json.path(field).asText("");
        if (value.isEmpty()) {
            throw new IOException(file + " has no " + field);
        }
        return value;
    }
}
