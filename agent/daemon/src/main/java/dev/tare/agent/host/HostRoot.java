package dev.tare.agent.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the host's pseudo files are: {@code /}, or a directory of samples in a test. */
public record HostRoot(Path root) {

    public static final HostRoot REAL = new HostRoot(Path.of("/"));

    /** E.g. {@code file("proc", "stat")}. */
    public Path file(String first, String... more) {
        return root.resolve(Path.of(first, more));
    }

    /** The file's text without the space around it; empty where it is not there or may not be read. */
    public Optional<String> text(String path) {
        try {
            return Optional.of(Files.readString(root.resolve(path)).strip());
        } catch (IOException _) {
            // pseudo files come and go, and kernels differ in which they have: absent is an answer
            return Optional.empty();
        }
    }
}
