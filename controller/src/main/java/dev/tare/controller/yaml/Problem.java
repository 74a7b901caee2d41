package dev.tare.controller.yaml;

/** Something wrong in a file, and where. Its text is {@code file:line:column: message}. */
public record Problem(String source, Mark mark, String message) {

    @Override
    public String toString() {
        return source + ":" + mark.line() + ":" + mark.column() + ": " + message;
    }
}
