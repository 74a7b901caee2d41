package dev.tare.bench;

import java.nio.file.Path;

/** Where the sources are, and what a bench leaves under {@code target}. */
record Checkout(Path root) {

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

    /** Archives of this bench; kept, so that a number can be looked into. */
    Path archive(String name) {
        return root.resolve("target/bench").resolve(name);
    }
}
