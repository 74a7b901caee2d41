package dev.tare.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The plans of this bench; how often and how long is decided once, for all. */
record BenchPlan(int repetitions, Duration duration, Duration warmup) {

    /** As published. {@code -Dtare.bench.smoke=true} only tries whether everything still runs. */
    static BenchPlan ofProperty() {
        return Boolean.getBoolean("tare.bench.smoke")
                ? new BenchPlan(2, Duration.ofSeconds(1), Duration.ofMillis(500))
                : new BenchPlan(10, Duration.ofSeconds(5), Duration.ofSeconds(2));
    }

    BenchPlan once() {
        return new BenchPlan(1, duration, warmup);
    }

    /** Writes a plan beside the archive it will lead to. */
    Path write(Path file, String name, String factors) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(
                file,
                """
                schemaVersion: 1
                name: %s
                seed: 42
                repetitions: %d
                duration: %dms
                warmup: %dms
                interval: 100ms
                factors:
                """.formatted(name, repetitions, duration.toMillis(), warmup.toMillis())
                        + factors.strip().indent(2));
    }
}
