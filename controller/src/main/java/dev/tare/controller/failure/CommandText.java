package dev.tare.controller.failure;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Commands in advice, as somebody can copy them into a terminal. */
public final class CommandText {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=,-]+");

    private CommandText() {}

    /** The words with blanks between, those in quotes that would not be one word otherwise. */
    public static String of(String... words) {
        return of(Arrays.asList(words));
    }

    /** The same. */
    public static String of(List<String> words) {
        return words.stream().map(CommandText::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
