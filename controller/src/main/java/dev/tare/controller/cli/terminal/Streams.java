package dev.tare.controller.cli.terminal;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where a command talks: data to {@code out}, everything else to {@code err}.
 *
 * @param outColour true when {@code out} takes ANSI colours
 * @param errTerminal true when {@code err} is a terminal, on which one line can be rewritten
 * @param errColour true when {@code err} takes ANSI colours
 */
public record Streams(PrintWriter out, PrintWriter err, boolean outColour, boolean errTerminal, boolean errColour) {

    private static final int STDOUT = 1;
    private static final int STDERR = 2;

    /** Those of this process; no colours where {@code NO_COLOR} is set or nobody looks. */
    public static Streams ofProcess() {
        boolean wanted = Terminal.wantsColour(System.getenv());
        boolean errTerminal = Terminal.is(STDERR);
        return new Streams(
                writer(System.out),
                writer(System.err),
                wanted && Terminal.is(STDOUT),
                errTerminal,
                wanted && errTerminal);
    }

    /** Without terminal and colours, for tests and for files. */
    public static Streams plain(PrintWriter out, PrintWriter err) {
        return new Streams(out, err, false, false, false);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
