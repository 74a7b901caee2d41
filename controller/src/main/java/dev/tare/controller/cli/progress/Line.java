package dev.tare.controller.cli.progress;

import java.io.PrintWriter;

/** Where progress is written: finished lines and, on a terminal, one below them that is rewritten. */
final class Line {

    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean rewritten;
    private final int columns;
    private boolean dirty;
    private boolean ended;

    Line(PrintWriter err, boolean rewritten, int columns) {
        this.err = err;
        this.rewritten = rewritten;
        this.columns = columns;
    }

    boolean isRewritten() {
        return rewritten;
    }

    boolean isEnded() {
        return ended;
    }

    int columns() {
        return columns;
    }

    void say(String text) {
        clear();
        err.println(text);
        err.flush();
    }

    void rewrite(String text) {
        err.print(CLEAR + text);
        err.flush();
        dirty = true;
    }

    void end() {
        clear();
        err.flush();
        ended = true;
    }

    private void clear() {
        if (dirty) {
            err.print(CLEAR);
            dirty = false;
        }
    }
}
