package dev.tare.controller.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of the repository that is generated from the catalogue. A test compares it; run once with
 * {@code -Dtare.write=true} it writes it.
 */
record Committed(Path file) {

    static Committed at(String path) {
        return new Committed(Path.of("..").resolve(path));
    }

    /** The text that stands there, after it was brought up to date if that was asked for. */
    String text(String generated) throws IOException {
        if (Boolean.getBoolean("tare.write")) {
            Files.writeString(file, generated);
        }
        return Files.readString(file);
    }

    String text() throws IOException {
        return Files.readString(file);
    }
}
