package dev.tare.controller.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Of commands that write an archive. */
final class ArchiveChoice {

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write the archive here. Default: a new folder under runs/.")
    private @Nullable Path directory;

    Optional<Path> directory() {
        return Optional.ofNullable(directory);
    }
}
