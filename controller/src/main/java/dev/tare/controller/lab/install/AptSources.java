package dev.tare.controller.lab.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine's own package sources, read and never written. */
record AptSources(List<AptSource> sources) {

    AptSources {
        sources = List.copyOf(sources);
    }

    static AptSources ofMachine() throws IOException {
        return below(Path.of("/etc/apt"));
    }

    static AptSources below(Path configuration) throws IOException {
        List<AptSource> all = new ArrayList<>();
        Path single = configuration.resolve("sources.list");
        if (Files.exists(single)) {
            all.addAll(AptSource.lines(Files.readString(single)));
        }
        Path parts = configuration.resolve("sources.list.d");
        if (Files.isDirectory(parts)) {
            try (Stream<Path> files = Files.list(parts)) {
                for (Path file : files.sorted().toList()) {
                    if (file.toString().endsWith(".list")) {
                        all.addAll(AptSource.lines(Files.readString(file)));
                    } else if (file.toString().endsWith(".sources")) {
                        all.addAll(AptSource.stanzas(Files.readString(file)));
                    }
                }
            }
        }
        return new AptSources(all);
    }

    /** Where the release's own packages come from. */
    Optional<AptSource> ofRelease(String codename) {
        return sources.stream()
                .filter(source -> source.suites().contains(codename)
                        && source.components().contains("main"))
                .findFirst();
    }
}
