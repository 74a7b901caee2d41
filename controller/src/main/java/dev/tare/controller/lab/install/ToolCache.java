package dev.tare.controller.lab.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code ${XDG_CACHE_HOME:-~/.cache}/tare}: what Tare fetched for itself. */
public record ToolCache(Path folder) {

    public static ToolCache of(Map<String, String> environment) {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        String home = environment.getOrDefault("HOME", "/root");
        Path base = cache.isEmpty() ? Path.of(home, ".cache") : Path.of(cache);
        return new ToolCache(base.resolve("tare").toAbsolutePath());
    }

    /** Folders of unpacked packages, each laid out like {@code /}. */
    public List<Path> tools() throws IOException {
        Path tools = folder.resolve("tools");
        if (!Files.isDirectory(tools)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(tools)) {
            return entries.filter(entry -> Files.isDirectory(entry)
                            && !entry.getFileName().toString().contains(".new-"))
                    .sorted()
                    .toList();
        }
    }
}
