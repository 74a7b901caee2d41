package dev.tare.agent.process;

import dev.tare.common.text.Printable;
import java.io.IOException;
import java.util.List;

/** A command that did not do what it was asked. */
public final class CommandFailedException extends IOException {

    private static final long serialVersionUID = 1L;

    private static final int NO_STATUS = -1;

    private final int status;
    private final String stdout;

    CommandFailedException(List<String> arguments, String what, String stderr) {
        this(arguments, what, stderr, NO_STATUS, "");
    }

    private CommandFailedException(List<String> arguments, String what, String stderr, int status, String stdout) {
        super(Printable.of(
                String.join(" ", arguments) + ": " + what + (stderr.isBlank() ? "" : ": " + stderr.strip())));
        this.status = status;
        this.stdout = stdout;
    }

    /** It ended by itself. */
    public static CommandFailedException ended(List<String> arguments, int status, String stdout, String stderr) {
        return new CommandFailedException(arguments, "exit status " + status, stderr, status, stdout);
    }

    /** What it ended with; negative where it did not come to an end of its own. */
    public int status() {
        return status;
    }

    /** What it had written to stdout. */
    public String stdout() {
        return stdout;
    }
}
