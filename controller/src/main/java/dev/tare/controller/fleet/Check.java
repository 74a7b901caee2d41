package dev.tare.controller.fleet;

/**
 * Something that was looked at on a host before anything is measured there.
 *
 * @param name what was looked at, e.g. {@code space} or {@code path to server}
 * @param found what is there, in words
 * @param reason why that is not enough; empty when it passed
 * @param remedy what to do; empty when it passed
 */
public record Check(String name, boolean passed, String found, String reason, String remedy) {

    public static Check passed(String name, String found) {
        return new Check(name, true, found, "", "");
    }

    public static Check failed(String name, String found, String reason, String remedy) {
        return new Check(name, false, found, reason, remedy);
    }

    /** What failed, for a person who reads nothing else. */
    public String sentence() {
        return name + ": " + found + (reason.isEmpty() ? "" : " (" + reason + ")") + "; " + remedy;
    }
}
