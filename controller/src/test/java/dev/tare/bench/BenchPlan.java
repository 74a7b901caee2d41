package dev.tare.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The plans of this bench; how often and how long is decided once, for all. */
record BenchPlan(int repetitions, Duration duration, Duration warmup) {

    private static final int MANY_PAIRS = 100;

    /**
     * As published. {@code -Dtare.bench.smoke=true} only tries whether everything still runs; {@code -Dtare.bench.seconds=N}
     * measures N seconds a trial instead of four, and warms up half as long.
     */
    static BenchPlan ofProperty() {
        if (Boolean.getBoolean("tare.bench.smoke")) {
            return new BenchPlan(2, Duration.ofSeconds(1), Duration.ofMillis(500));
        }
        Duration window = Duration.ofSeconds(Integer.getInteger("tare.bench.seconds", 4));
        return new BenchPlan(10, window, window.dividedBy(2));
    }

    /**
     * Many short pairs: a machine's speed changes from one ten seconds to the next by more than a runtime costs, so that
     * neighbours have to be near each other, and many.
     */
    BenchPlan pairs() {
        return repetitions < MANY_PAIRS / 10
                ? this
                : new BenchPlan(MANY_PAIRS, Duration.ofSeconds(2), Duration.ofSeconds(1));
    }

    /** Of a number of times that is not a plan's. */
    int share(int published) {
        return repetitions < MANY_PAIRS / 10 ? Math.max(1, published / 50) : published;
    }

    /** So many windows long, while something else is watched beside it. */
    BenchPlan longer(int times) {
        return new BenchPlan(repetitions, duration.multipliedBy(times), warmup);
    }

    BenchPlan once() {
        return new BenchPlan(1, duration, warmup);
    }

    /**
     * Writes a plan.
     *
     * @param what the keys {@code factors} and {@code exclude}, as YAML
     */
    Path write(Path file, String what) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        String head = """
                schemaVersion: 1
                name: bench
                seed: 42
                repetitions: %d
                duration: %dms
                warmup: %dms
                interval: 100ms
                """.formatted(repetitions, duration.toMillis(), warmup.toMillis());
        return Files.writeString(file, head + what);
    }
}
