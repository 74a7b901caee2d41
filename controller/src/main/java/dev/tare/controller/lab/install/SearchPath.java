package dev.tare.controller.lab.install;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Folders programs are looked for in, in order. */
public record SearchPath(List<Path> folders) {

    /** Where a distribution keeps administrators' programs; not on everybody's PATH. */
    private static final List<Path> ADMINISTRATOR = List.of(Path.of("/usr/sbin"), Path.of("/sbin"));

    public SearchPath {
        folders = List.copyOf(folders);
    }

    public static SearchPath of(Map<String, String> environment) {
        List<Path> folders = new ArrayList<>();
        for (String folder : environment.getOrDefault("PATH", "").split(":", -1)) {
            if (folder.startsWith("/")) {
                folders.add(Path.of(folder));
            }
        }
        folders.addAll(ADMINISTRATOR);
        return new SearchPath(folders);
    }

    public Optional<Path> find(String program) {
        return folders.stream()
                .map(folder -> folder.resolve(program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
