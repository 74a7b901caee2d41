package dev.tare.controller.lab.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What this machine runs, as {@code /etc/os-release} says.
 *
 * @param codename of the release, e.g. {@code bookworm}; empty where there is none
 * @param isDebian Debian itself: another distribution's packages may be called and built otherwise
 */
public record Distribution(String name, String codename, boolean isDebian) {

    public static Distribution ofMachine() throws IOException {
        Path file = Path.of("/etc/os-release");
        return of(Files.exists(file) ? Files.readString(file) : "");
    }

    static Distribution of(String osRelease) {
        Map<String, String> values = osRelease
                .lines()
                .filter(line -> line.matches("[A-Z_]+=.*"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf('=')),
                        line -> line.substring(line.indexOf('=') + 1).replace("\"", ""),
                        (first, second) -> second));
        return new Distribution(
                values.getOrDefault("PRETTY_NAME", "an unknown distribution"),
                values.getOrDefault("VERSION_CODENAME", ""),
                values.getOrDefault("ID", "").equals("debian"));
    }
}
