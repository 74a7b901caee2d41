package dev.tare.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where the sources are, and what a bench leaves under {@code target}. */
record Checkout(Path root) {

    private static final String BY_HAND = "<!-- The bench leaves alone what follows. -->";

    /** The controller's module is where its tests run. */
    static Checkout here() {
        return new Checkout(Path.of("..").toAbsolutePath().normalize());
    }

    Path launcher() {
        return root.resolve("tare");
    }

    Path page() {
        return root.resolve("docs/benchmarks.md");
    }

    /** What people have written below the bench's own part of the page; empty where they have not. */
    String byHand() {
        try {
            String text = Files.readString(page());
            int begin = text.indexOf(BY_HAND);
            return begin < 0 ? "" : "\n" + text.substring(begin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes what an earlier bench left. */
    static void clear(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Archives of this bench; kept, so that a number can be looked into. */
    Path archive(String name) {
        return root.resolve("target/bench").resolve(name);
    }
}
