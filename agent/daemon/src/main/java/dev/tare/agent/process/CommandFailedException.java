package dev.tare.agent.process;

import java.io.IOException;
import java.util.List;

/** A command that did not do what it was asked. */
public final class CommandFailedException extends IOException {

    CommandFailedException(List<String> arguments, String what, String stderr) {
        super(Printable.of(
                String.join(" ", arguments) + ": " + what + (stderr.isBlank() ? "" : ": " + stderr.strip())));
    }
}
