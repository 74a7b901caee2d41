package dev.tare.controller.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Of commands that look at a lab's hosts, or at what a lab file says of them. */
final class LabChoice {

    @Option(
            names = "--lab",
            paramLabel = "FILE",
            description = "Use the hosts of this lab file. Without it: the lab that Tare makes on this machine.")
    private @Nullable Path file;

    Optional<Path> file() {
        return Optional.ofNullable(file);
    }
}
