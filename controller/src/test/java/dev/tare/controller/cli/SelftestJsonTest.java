package dev.tare.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tare.controller.analysis.statistics.Interval95;
import dev.tare.controller.selftest.Comparison;
import dev.tare.controller.selftest.Floor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SelftestJsonTest {

    private static final Comparison COMPARED = new Comparison(
            "native",
            "host",
            "",
            "unlimited",
            "client",
            "tcp-rr",
            "defaults",
            "transactions_per_second",
            "netperf",
            "2.7.0",
            10,
            Comparison.Basis.VALID,
            2.0,
            1.0,
            2.0,
            new Interval95(1.9, 2.1),
            0.05,
            null,
            null);

    @Test
    void itSaysItsVersionLikeEveryDocument() throws Exception {
        JsonNode said = read(Optional.of(new Floor(1, 2, 3, 4)));

        assertThat(said.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("schemaVersion", "comparisons", "timing_floor", "archive");
        assertThat(said.path("schemaVersion").asInt()).isEqualTo(1);
        assertThat(said.path("archive").asText()).isEqualTo("out");
        assertThat(said.path("timing_floor").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "clock_read_ns", "histogram_record_ns", "wake_up_median_ns", "wake_up_worst_ns");
        assertThat(said.path("comparisons")).hasSize(1);
        JsonNode comparison = said.path("comparisons").path(0);
        assertThat(comparison.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "runtime",
                        "network",
                        "tuning",
                        "link",
                        "side",
                        "workload",
                        "setting",
                        "metric",
                        "against",
                        "against_version",
                        "pairs",
                        "basis",
                        "builtin_median",
                        "against_median",
                        "ratio_median",
                        "ratio_ci95",
                        "resolves_at10",
                        "reason",
                        "remedy");
        assertThat(comparison.path("basis").asText()).isEqualTo("VALID");
        assertThat(comparison.path("ratio_ci95").toString()).isEqualTo("[1.9,2.1]");
    }

    /** Absent is not zero. */
    @Test
    void aFloorThatIsNotKnownIsNull() throws Exception {
        assertThat(read(Optional.empty()).path("timing_floor").isNull()).isTrue();
    }

    private static JsonNode read(Optional<Floor> floor) throws Exception {
        return new ObjectMapper().readTree(SelftestJson.of(List.of(COMPARED), floor, Path.of("out")));
    }
}
