package dev.tare.controller.archive;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** How records become JSON in an archive and back: snake_case keys, nulls written, map keys sorted. */
public final class ArchiveJson {

    private static final JsonMapper LINE = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private static final JsonMapper PAGE =
            LINE.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ArchiveJson() {}

    /** One line a document, for the journal. */
    public static JsonMapper line() {
        return LINE;
    }

    /** Indented, for documents people open. */
    public static JsonMapper page() {
        return PAGE;
    }
}
