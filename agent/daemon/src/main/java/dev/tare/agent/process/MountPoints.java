package dev.tare.agent.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code /proc/self/mountinfo} says about mount points. */
public final class MountPoints {

    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");
    private static final int MOUNT_POINT_FIELD = 4;

    private MountPoints() {}

    public static boolean contains(Path point) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
                .map(line -> line.split(" ", MOUNT_POINT_FIELD + 2)[MOUNT_POINT_FIELD])
                .anyMatch(field -> unescape(field).equals(point.toString()));
    }

    /** The kernel writes space, tab, newline and backslash as three octal digits. */
    static String unescape(String field) {
        return OCTAL.matcher(field)
                .replaceAll(match ->
                        Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(match.group(1), 8))));
    }
}
