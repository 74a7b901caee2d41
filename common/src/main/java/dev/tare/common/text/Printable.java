package dev.tare.common.text;

import java.util.regex.Pattern;

/**
 * Words of others, for people: what a container's programs say reaches messages, and a terminal obeys control characters. Each becomes
 * U+FFFD, and what is too long to be read is cut.
 */
public final class Printable {

    /** Letters of one message. */
    static final int MOST = 4_000;

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9f}&&[^\n\t]]");

    private Printable() {}

    public static String of(String words) {
        String fitting = words.length() <= MOST ? words : words.substring(0, MOST - 2) + " …";
        return CONTROL.matcher(fitting).replaceAll("\uFFFD");
    }
}
