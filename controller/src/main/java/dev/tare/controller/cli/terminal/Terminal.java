package dev.tare.controller.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Whether somebody looks, and in colour. */
public final class Terminal {

    private static final int DEFAULT_COLUMNS = 80;

    private Terminal() {}

    /** True when that file descriptor of this process is a terminal. System.console() cannot tell stdout from stderr. */
    static boolean is(int fileDescriptor) {
        try {
            Path target = Files.readSymbolicLink(Path.of("/proc/self/fd", Integer.toString(fileDescriptor)));
            return target.startsWith("/dev/pts")
                    || target.toString().startsWith("/dev/tty")
                    || target.endsWith("console");
        } catch (IOException | UnsupportedOperationException closed) {
            return false;
        }
    }

    /** See the convention of the same name: any non-empty {@code NO_COLOR} means no. */
    static boolean wantsColour(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** Width of the terminal if its shell exports it, otherwise 80. */
    public static int columns(Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        boolean sane = columns.matches("[1-9][0-9]{1,3}");
        return sane ? Integer.parseInt(columns) : DEFAULT_COLUMNS;
    }
}
