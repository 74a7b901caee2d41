package dev.tare.controller.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * JSON as iperf3 writes it: several documents one after the other, text between and behind them, and numbers that C prints as
 * {@code nan}, {@code -nan} or {@code inf}, which are read as null.
 */
final class StrangeJson {

    private static final Pattern NO_NUMBER =
            Pattern.compile("(?<=[:\\[,\\s])[-+]?(?:nan|inf|infinity)(?=\\s*[,}\\]])", Pattern.CASE_INSENSITIVE);

    private static final JsonMapper MAPPER = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxNumberLength(64)
                    .maxStringLength(1 << 20)
                    .build())
            .build());

    /** Two are normal; a text that looks like thousands of documents is none. */
    private static final int ATTEMPTS = 16;

    private StrangeJson() {}

    /** The objects that can be read, in their order; what is broken ends a document, and the next one begins at a brace. */
    static List<JsonNode> documents(String text) {
        String numbers = NO_NUMBER.matcher(text).replaceAll("null");
        List<JsonNode> documents = new ArrayList<>();
        int start = numbers.indexOf('{');
        for (int attempt = 0; start >= 0 && attempt < ATTEMPTS; attempt++) {
            int before = documents.size();
            long read = read(numbers.substring(start), documents);
            // what follows a document that was read; or, of a broken one, the next line that begins like a document
            start = documents.size() > before ? numbers.indexOf('{', start + (int) read) : next(numbers, start);
        }
        return documents;
    }

    private static int next(String text, int start) {
        int next = text.indexOf("\n{", start);
        return next < 0 ? -1 : next + 1;
    }

    /** Adds the first document, and returns how many letters it has. */
    private static long read(String text, List<JsonNode> documents) {
        try (MappingIterator<JsonNode> all = MAPPER.readerFor(JsonNode.class).readValues(text)) {
            documents.add(all.nextValue());
            return all.getParser().currentLocation().getCharOffset();
        } catch (IOException | RuntimeException e) {
            return 0; // not a document: the caller sees that there is none
        }
    }
}
