package dev.tare.controller.cli;

import dev.tare.controller.cli.terminal.Streams;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;

/** A command line that was run within the test. */
record Ran(int code, String out, String err) {

    static Ran of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = CommandLines.execute(Streams.plain(new PrintWriter(out), new PrintWriter(err)), args);
        return new Ran(code, out.toString(), err.toString());
    }

    static PrintWriter nowhere() {
        return new PrintWriter(Writer.nullWriter());
    }
}
