package dev.tare.controller.failure;

import org.jspecify.annotations.Nullable;

/**
 * An end of the command that its user can understand. The command line prints the message and the remedy on stderr and
 * exits with the code; a stack trace is never shown for it.
 */
public final class TareException extends RuntimeException {

    private final ExitCode exitCode;
    private final String remedy;

    /**
     * @param message what happened, where, and why; may have several lines
     * @param remedy what the user can do about it, a sentence or a command; empty where the message says it all
     */
    public TareException(ExitCode exitCode, String message, String remedy) {
        this(exitCode, message, remedy, null);
    }

    public TareException(ExitCode exitCode, String message, String remedy, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
        this.remedy = remedy;
    }

    /** Bad usage, plan or lab file. */
    public static TareException usage(String message, String remedy) {
        return new TareException(ExitCode.USAGE, message, remedy);
    }

    /** Nothing could be measured: no root, no lab, an agent that does not answer. */
    public static TareException preflight(String message, String remedy) {
        return new TareException(ExitCode.PREFLIGHT, message, remedy);
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    public String remedy() {
        return remedy;
    }

    /** The message; never null, unlike that of other throwables. */
    public String what() {
        String message = getMessage();
        return message == null ? exitCode.meaning() : message;
    }
}
