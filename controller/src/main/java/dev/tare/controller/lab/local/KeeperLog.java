package dev.tare.controller.lab.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a lab's keeper says while it makes the lab, line by line. */
final class KeeperLog {

    private final Path file;
    private int linesSeen;

    KeeperLog(Path file) {
        this.file = file;
    }

    /** Whole lines since the last call. */
    List<String> fresh() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        String text = Files.readString(file, StandardCharsets.UTF_8);
        List<String> whole =
                text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        List<String> fresh = whole.subList(Math.min(linesSeen, whole.size()), whole.size());
        linesSeen = whole.size();
        return fresh;
    }

    /** The end of a log, for the message of a failure. */
    static String tail(Path log, int lines) throws IOException {
        if (!Files.exists(log)) {
            return "";
        }
        try (Stream<String> all = Files.lines(log, StandardCharsets.UTF_8)) {
            List<String> kept = all.toList();
            return String.join("\n  ", kept.subList(Math.max(0, kept.size() - lines), kept.size()));
        }
    }
}
