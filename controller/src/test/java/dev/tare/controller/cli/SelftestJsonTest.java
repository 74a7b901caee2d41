package dev.tare.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tare.controller.analysis.statistics.Interval95;
import dev.tare.controller.selftest.Comparison;
import dev.tare.controller.selftest.Floor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SelftestJsonTest {

    private static final Comparison COMPARED = comparison("2.7.0", 10, 2.0, new Interval95(1.9, 2.1), null);
    private static final Comparison NOT_THERE = comparison("", 0, null, null, "netperf is not installed");

    private static Comparison comparison(
            String version, int pairs, @Nullable Double ratio, @Nullable Interval95 interval, @Nullable String reason) {
        return new Comparison(
                "native",
                "host",
                "",
                "unlimited",
                "client",
                "tcp-rr",
                "defaults",
                "transactions_per_second",
                "netperf",
                version,
                pairs,
                Comparison.Basis.VALID,
                ratio,
                ratio == null ? null : 1.0,
                ratio,
                interval,
                ratio == null ? null : 0.05,
                reason,
                reason == null ? null : "install it");
    }

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

    @Test
    void itIsWhatItsSchemaSays() throws Exception {
        assertThat(problems(text(COMPARED, Optional.of(new Floor(1, 2, 3, 4))))).isEmpty();
        assertThat(problems(text(NOT_THERE, Optional.empty()))).isEmpty();
        assertThat(problems(text(COMPARED, Optional.empty()).replace("\"pairs\"", "\"couples\"")))
                .isNotEmpty();
    }

    private static List<String> problems(String document) throws IOException {
        Path schema = Path.of("..", "docs", "schema", "selftest.schema.json");
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(schema))
                .validate(document, InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static JsonNode read(Optional<Floor> floor) throws Exception {
        return new ObjectMapper().readTree(text(COMPARED, floor));
    }

    private static String text(Comparison comparison, Optional<Floor> floor) {
        return SelftestJson.of(List.of(comparison), floor, Path.of("out"));
    }
}
