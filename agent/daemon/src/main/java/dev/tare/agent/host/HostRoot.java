package dev.tare.agent.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the host's pseudo files are: {@code /}, or a directory of samples in a test. */
public record HostRoot(Path root) {

    public static final HostRoot REAL = new HostRoot(Path.of("/"));

    private static final int LIMIT_BYTES = 1 << 20;

    /** E.g. {@code file("proc", "stat")}. */
    public Path file(String first, String... more) {
        return root.resolve(Path.of(first, more));
    }

    /** The file's text without the space around it; empty where it is not there or may not be read. */
    public Optional<String> text(String path) {
        // Not Files.readString: it takes the first byte of a pseudo file by itself, and a number below /proc/sys is
        // then over.
        try (InputStream in = Files.newInputStream(root.resolve(path))) {
            return Optional.of(new String(in.readNBytes(LIMIT_BYTES), StandardCharsets.UTF_8).strip());
        } catch (IOException _) {
            // pseudo files come and go, and kernels differ in which they have: absent is an answer
            return Optional.empty();
        }
    }
}
