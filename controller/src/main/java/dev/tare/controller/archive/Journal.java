package dev.tare.controller.archive;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tare.controller.failure.TareException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a journal says.
 *
 * @param soundBytes length up to the end of the last whole line; what follows was torn by a crash
 */
public record Journal(JournalLine.Header header, List<JournalLine> lines, long soundBytes) {

    private static final JsonMapper READER = ArchiveJson.line()
            .rebuild()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public Journal {
        lines = List.copyOf(lines);
    }

    /**
     * Reads a journal. A last line without its end is ignored: it is of a record that was never promised.
     *
     * @throws TareException when anything before that cannot be read
     */
    public static Journal read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        List<JournalLine> lines = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                lines.add(parse(file, lines.size() + 1, new String(bytes, start, at - start, StandardCharsets.UTF_8)));
                start = at + 1;
            }
        }
        if (lines.isEmpty() || !(lines.getFirst() instanceof JournalLine.Header header)) {
            throw TareException.usage(
                    file + " does not begin with a campaign's header: it cannot be resumed",
                    "start the campaign anew in another directory");
        }
        return new Journal(header, lines, start);
    }

    /** By folder, the last word on each trial. */
    public Map<String, JournalLine.TrialLine> trials() {
        Map<String, JournalLine.TrialLine> trials = new LinkedHashMap<>();
        for (JournalLine line : lines) {
            if (line instanceof JournalLine.TrialLine trial) {
                trials.put(trial.folder(), trial);
            }
        }
        return trials;
    }

    private static JournalLine parse(Path file, int number, String line) {
        try {
            return READER.readValue(line, JournalLine.class);
        } catch (JacksonException e) {
            throw TareException.usage(
                    file + ":" + number + ": not a line of a journal: " + e.getOriginalMessage(),
                    "the archive is damaged; tare report still shows what can be read");
        }
    }
}
