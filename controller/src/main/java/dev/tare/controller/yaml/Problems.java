package dev.tare.controller.yaml;

import dev.tare.controller.failure.TareException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** All that is wrong in one file, collected so that it can be shown, and mended, together. */
public final class Problems {

    /** More than these help nobody. */
    private static final int SHOWN = 20;

    /** Letters of one message. */
    private static final int HEAD = 600;

    private static final int TAIL = 400;

    private final String source;
    private final List<Problem> found = new ArrayList<>();

    /** @param source the file's name as the user gave it */
    public Problems(String source) {
        this.source = source;
    }

    /** A message that repeats a long word of the file is shortened in its middle: its end often says what to do. */
    public void add(Mark mark, String message) {
        String fitting = message.length() <= HEAD + TAIL
                ? message
                : message.substring(0, HEAD) + " … " + message.substring(message.length() - TAIL);
        found.add(new Problem(source, mark, fitting));
    }

    public int count() {
        return found.size();
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** In the order of the file. */
    public List<Problem> list() {
        return found.stream()
                .sorted(Comparator.comparingInt(
                                (Problem problem) -> problem.mark().line())
                        .thenComparingInt(problem -> problem.mark().column()))
                .toList();
    }

    /** Ends the command with all problems in its message, if there are any. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw exception();
        }
    }

    TareException exception() {
        String count = found.size() == 1 ? "an error" : found.size() + " errors";
        String lines =
                list().stream().limit(SHOWN).map(problem -> "  " + problem).collect(Collectors.joining("\n"));
        String more = found.size() > SHOWN ? "\n  … and " + (found.size() - SHOWN) + " more" : "";
        return TareException.usage(source + " has " + count + ":\n" + lines + more, "");
    }
}
