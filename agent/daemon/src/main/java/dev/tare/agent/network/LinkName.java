package dev.tare.agent.network;

import dev.tare.common.text.Printable;
import java.util.regex.Pattern;

/** Name of a network device: what the kernel allows, less what could be read as an option, a path or a second word. */
public record LinkName(String value) {

    private static final Pattern GRAMMAR = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.@-]{0,14}");

    public LinkName {
        if (!GRAMMAR.matcher(value).matches() || value.contains("..")) {
            throw new IllegalArgumentException("not the name of a network device: " + Printable.of(value));
        }
    }

    /** One of ours, which alone may be deleted. */
    boolean isOurs() {
        return isOurs(value);
    }

    /** The same of a name that the host has, of whatever characters. */
    static boolean isOurs(String name) {
        return name.matches("tare[0-9a-f]{8}[a-z]");
    }

    @Override
    public String toString() {
        return value;
    }
}
