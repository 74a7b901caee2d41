package dev.tare.common;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a program was built from. */
public final class BuildVersion {

    /** One file for all programs; the build puts it into the jar of each that asks. */
    private static final String FILE = "version.properties";

    private static final Pattern COMMIT = Pattern.compile("([0-9a-f]{12})[0-9a-f]*(\\.changed)?");

    private BuildVersion() {}

    /**
     * Of the program whose class path this is, as semantic versions have it: {@code 0.1.0+3f2a1b4c5d6e} with the commit
     * of the sources, {@code 0.1.0+3f2a1b4c5d6e.changed} where they had changes besides, {@code 0.1.0} where the build
     * could not know.
     */
    public static String ofProgram() {
        Properties properties = new Properties();
        try (InputStream in = BuildVersion.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing from the build");
            }
            properties.load(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return of(properties);
    }

    /** What was not filled in is empty or still the placeholder. */
    static String of(Properties properties) {
        return Stream.of("commit", "archived")
                .map(key -> COMMIT.matcher(properties.getProperty(key, "")))
                .filter(Matcher::matches)
                .findFirst()
                .map(commit -> "+" + commit.replaceAll("$1$2"))
                .map(properties.getProperty("version")::concat)
                .orElseGet(() -> properties.getProperty("version"));
    }
}
