package dev.tare.controller.lab.exec;

/**
 * What a program left.
 *
 * @param exitCode 128 + signal where a signal ended it
 * @param out at most {@link SystemExec#MAX_OUTPUT_BYTES} of it
 * @param err at most that, too
 */
public record Finished(int exitCode, String out, String err) {

    public boolean succeeded() {
        return exitCode == 0;
    }

    /** What it said, for a message: its last words on stderr, or on stdout where it said nothing there. */
    public String lastWords() {
        String said = err.isBlank() ? out : err;
        return said.strip().lines().reduce((first, second) -> second).orElse("exit code " + exitCode);
    }
}
