package dev.tare.agent.bundle;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a program calls its version: numbers with points between them, e.g. {@code 3.12}. */
record EngineVersion(String text) implements Comparable<EngineVersion> {

    private static final Pattern NUMBERS = Pattern.compile("[0-9]{1,6}(\\.[0-9]{1,6}){1,3}");

    /** The first in what a program says of itself; empty when there is none. */
    static Optional<EngineVersion> in(String words) {
        Matcher numbers = NUMBERS.matcher(words);
        return numbers.find() ? Optional.of(new EngineVersion(numbers.group())) : Optional.empty();
    }

    @Override
    public int compareTo(EngineVersion other) {
        return Arrays.compare(numbers(), other.numbers());
    }

    private int[] numbers() {
        return Arrays.stream(text.split("\\.", -1)).mapToInt(Integer::parseInt).toArray();
    }
}
