package dev.tare.controller.yaml;

import java.util.Optional;
import java.util.function.Function;

/** Reads values without parts. What does not fit is reported, and the result is empty. */
public final class Scalars {

    /** More digits than any bound has; longer ones need not be tried. */
    private static final int MAX_DIGITS = 18;

    private Scalars() {}

    /** Text that is not empty. */
    public static Optional<String> text(Node node, Problems problems) {
        if (node instanceof Node.Scalar scalar
                && !scalar.isNull()
                && !scalar.text().isBlank()) {
            return Optional.of(scalar.text());
        }
        problems.add(node.mark(), "expected a word, not " + node.shape());
        return Optional.empty();
    }

    /** A whole number from {@code minimum} to {@code maximum}. */
    public static Optional<Long> integer(Node node, long minimum, long maximum, Problems problems) {
        if (!(node instanceof Node.Scalar scalar) || !scalar.plain() || !isInteger(scalar.text())) {
            problems.add(node.mark(), "expected a whole number, not " + node.shape());
            return Optional.empty();
        }
        String digits = scalar.text();
        boolean fits = digits.length() <= MAX_DIGITS;
        if (!fits || Long.parseLong(digits) < minimum || Long.parseLong(digits) > maximum) {
            problems.add(node.mark(), digits + " is out of range: from " + minimum + " to " + maximum);
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(digits));
    }

    /** {@code true} or {@code false}. */
    public static Optional<Boolean> bool(Node node, Problems problems) {
        if (node instanceof Node.Scalar scalar && scalar.plain()) {
            if (scalar.text().equals("true") || scalar.text().equals("false")) {
                return Optional.of(Boolean.valueOf(scalar.text()));
            }
        }
        problems.add(node.mark(), "expected true or false, not " + node.shape());
        return Optional.empty();
    }

    /**
     * Text that a parser understands; the words of its {@link IllegalArgumentException} become the problem's message.
     */
    public static <T> Optional<T> parsed(Node node, Function<String, T> parser, Problems problems) {
        return text(node, problems).flatMap(text -> {
            try {
                return Optional.of(parser.apply(text));
            } catch (IllegalArgumentException refused) {
                problems.add(node.mark(), String.valueOf(refused.getMessage()));
                return Optional.empty();
            }
        });
    }

    private static boolean isInteger(String text) {
        int first = text.startsWith("-") ? 1 : 0;
        return text.length() > first && text.chars().skip(first).allMatch(c -> c >= '0' && c <= '9');
    }
}
