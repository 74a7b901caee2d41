package dev.tare.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page says of archives of which it is known what it has to say. */
final class JudgementsTest {

    @TempDir
    private Path archive;

    private final Page page = new Page();

    @Test
    void aTrialThatDidNotCompleteIsNotOneThatWasQuick() throws Exception {
        trial(1, "runc", "COMPLETED", 900, 10, 10);
        trial(2, "runc", "FAILED", 100, 10, 10);
        trial(3, "native", "COMPLETED", 800, 10, 10);

        assertThat(new Summaries(archive)
                        .notMeasuringNanos(cell ->
                                cell.path("runtime").path("name").asText().equals("runc")))
                .containsExactly(600.0);
    }

    @Test
    void oneStartInAHundredMayBeFurtherApart() throws Exception {
        for (int number = 1; number <= 100; number++) {
            trial(number, "native", "COMPLETED", 900, number == 7 ? -3_000_000 : number * 10, 9_000);
            trial(100 + number, "runc", "COMPLETED", 900, number < 3 ? 201_000 : 0, 9_000);
        }
        trial(201, "runc", "COMPLETED", 900, 5_000_000, 200_001);
        trial(202, "runc", "FAILED", 900, null, 0);
        trial(203, "lxc", "COMPLETED", 900, 0, 300_000);
        trial(204, "lxc", "COMPLETED", 900, 900_000, 9_000);
        trial(205, "crun", "COMPLETED", 900, 900_000, 9_000);
        trial(206, "crun", "COMPLETED", 900, 1_000_000, 9_000);

        new StartSection(List.of(new Summaries(archive))).write(page);

        assertThat(page.text())
                .contains(
                        "| native | bridge | 100 | 0.5 µs | 3000.0 µs | 1 | 0 | met |",
                        "| runc | bridge | 100 | 0.0 µs | 201.0 µs | 2 | 1 | **missed** |",
                        "| lxc | bridge | 1 | 900.0 µs | 900.0 µs | 1 | 1 | too few to say |",
                        "| crun | bridge | 2 | 950.0 µs | 1000.0 µs | 2 | 0 | **missed** |");
        assertThat(page.missed()).containsExactly("starts, crun, bridge", "starts, runc, bridge");
    }

    /** One whose interval has 1 inside may be either way. */
    @Test
    void anOrderIsWhatIntervalsSay() throws Exception {
        summary(
                cell("gvisor", "ptrace", 5.0, 5.1, 5.0, 4.9),
                cell("gvisor", "systrap", 6.0, 6.1, 6.2, 6.0),
                cell("runc", "", 7.0, 5.0, 8.0, 5.5));
        Summaries summaries = new Summaries(archive);

        new RuntimesSection(summaries, summaries, BenchPlan.ofProperty()).write(page);

        assertThat(page.text()).containsPattern("\\| gvisor systrap / gvisor ptrace \\| 4 \\| 1\\.[^\n]* \\| met \\|");
        assertThat(page.text()).containsPattern("\\| runc / gvisor systrap \\| 4 \\| 1\\.[^\n]* \\| undecided \\|");
        assertThat(page.missed())
                .contains("order of runtimes, runc / gvisor systrap, undecided")
                .doesNotContain("order of runtimes, gvisor systrap / gvisor ptrace");
    }

    @Test
    void anOrderThatIsTheOtherWayRoundIsMissed() throws Exception {
        summary(
                cell("gvisor", "ptrace", 7.0, 7.1, 7.0, 6.9),
                cell("gvisor", "systrap", 6.0, 6.1, 6.2, 6.0),
                cell("runc", ""));
        Summaries summaries = new Summaries(archive);

        new RuntimesSection(summaries, summaries, BenchPlan.ofProperty()).write(page);

        assertThat(page.missed())
                .contains(
                        "order of runtimes, gvisor systrap / gvisor ptrace",
                        "order of runtimes, runc / gvisor systrap, undecided");
    }

    private void trial(
            int number, String runtime, String status, long tookNanos, @Nullable Integer skewNanos, long boundNanos)
            throws IOException {
        Path folder = Files.createDirectories(archive.resolve("trials/" + number));
        String start =
                skewNanos == null ? "null" : "{\"skew_nanos\": " + skewNanos + ", \"bound_nanos\": " + boundNanos + "}";
        Files.writeString(
                folder.resolve("trial.json"),
                "{\"status\": \"" + status + "\", \"trial\": {\"cell\": {\"runtime\": {\"name\": \"" + runtime
                        + "\", \"options\": {}}, \"network\": {\"name\": \"bridge\"}}}, \"timing\": {\"start_nanos\": 0,"
                        + " \"end_nanos\": " + tookNanos
                        + ", \"warmup_nanos\": 100, \"duration_nanos\": 200}, \"synchrony\": {\"start\": " + start
                        + "}}");
    }

    private void summary(String... cells) throws IOException {
        Files.writeString(archive.resolve("summary.json"), "{\"cells\": [" + String.join(", ", cells) + "]}");
    }

    /** Block by block. */
    private static String cell(String runtime, String platform, double... values) {
        List<String> blocks = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (double value : values) {
            blocks.add(Integer.toString(blocks.size() + 1));
            texts.add(Double.toString(value));
        }
        return "{\"runtime\": \"" + runtime + "\", \"runtime_options\": {\"platform\": \"" + platform
                + "\"}, \"network\": \"bridge\", \"metrics\": {\"goodput_bytes_per_second\": {\"values\": " + texts
                + ", \"blocks\": " + blocks + "}}}";
    }
}
