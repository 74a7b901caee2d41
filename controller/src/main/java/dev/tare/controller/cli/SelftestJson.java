package dev.tare.controller.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tare.controller.archive.ArchiveJson;
import dev.tare.controller.selftest.Comparison;
import dev.tare.controller.selftest.Floor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a selftest found, for programs: {@code docs/schema/selftest.schema.json}. */
final class SelftestJson {

    private static final int SCHEMA_VERSION = 1;

    private SelftestJson() {}

    private record Document(
            @JsonProperty("schemaVersion") int schemaVersion,
            List<Comparison> comparisons,
            @Nullable Floor timingFloor,
            String archive) {}

    static String of(List<Comparison> comparisons, Optional<Floor> floor, Path archive) {
        try {
            return ArchiveJson.page()
                    .writeValueAsString(
                            new Document(SCHEMA_VERSION, comparisons, floor.orElse(null), archive.toString()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a selftest's records always have a JSON form", impossible);
        }
    }
}
