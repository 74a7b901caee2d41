package dev.tare.agent.host;

import java.nio.charset.StandardCharsets;

/** Walks over lines of words and numbers without making objects of them. */
final class Scan {

    private final byte[] bytes;
    private final int length;
    private int at;

    Scan(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    static Scan of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return new Scan(bytes, bytes.length);
    }

    boolean hasMore() {
        return at < length;
    }

    /** When the text goes on with {@code word}, steps over it. */
    boolean skip(String word) {
        if (at + word.length() > length) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (bytes[at + i] != word.charAt(i)) {
                return false;
            }
        }
        at += word.length();
        return true;
    }

    void skipSpaces() {
        while (at < length && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
    }

    /** The digits that come next, after spaces; 0 where there are none. */
    long number() {
        skipSpaces();
        long value = 0;
        while (at < length && bytes[at] >= '0' && bytes[at] <= '9') {
            value = value * 10 + (bytes[at++] - '0');
        }
        return value;
    }

    /** What comes up to {@code end}, which is stepped over; all of the rest when it does not come. */
    String until(char end) {
        int start = at;
        while (at < length && bytes[at] != end) {
            at++;
        }
        String text = new String(bytes, start, at - start, StandardCharsets.US_ASCII);
        at = Math.min(length, at + 1);
        return text;
    }

    /** Steps over the last {@code character} of the text. */
    void afterLast(char character) {
        int last = length - 1;
        while (last >= at && bytes[last] != character) {
            last--;
        }
        at = last + 1;
    }

    void nextLine() {
        while (at < length && bytes[at] != '\n') {
            at++;
        }
        at = Math.min(length, at + 1);
    }
}
