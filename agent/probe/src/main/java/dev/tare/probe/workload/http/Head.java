package dev.tare.probe.workload.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads the head of a message (RFC 9112): the start line that is expected and no other, then fields of printable ASCII, each line
 * ended by CR LF. Whatever else it could be by the RFC is garbage here. Allocates nothing. For one thread.
 */
final class Head {

    /** The longest: nobody here says more than a hundred. */
    static final int MOST_BYTES = 1024;

    /** What {@link #read} gives while the head's end has not come yet. */
    static final int INCOMPLETE = 0;

    /** What it gives when it never will. */
    static final int GARBAGE = -1;

    /** Of {@link #contentLength} where none is told. */
    static final long NO_LENGTH = -1;

    private static final byte[] LENGTH = ascii("content-length");
    private static final byte[] CODING = ascii("transfer-encoding");
    private static final byte[] CONNECTION = ascii("connection");
    private static final byte[] CLOSE = ascii("close");
    private static final byte[] KEEP_ALIVE = ascii("keep-alive");

    /** More than any plan asks for. */
    private static final int MOST_DIGITS = 10;

    private static final int LETTER_CASE = 0x20;

    private final ByteBuffer memory;
    // a copy: byte by byte the first compiler reads an array in a fraction of what a buffer takes
    private final byte[] bytes = new byte[MOST_BYTES];
    private final byte[] startLine;
    private long contentLength;
    private boolean closes;

    /** Of what lies at the beginning of {@code memory}; {@code startLine} with its end. */
    Head(ByteBuffer memory, String startLine) {
        this.memory = memory;
        this.startLine = ascii(startLine);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** How many of the first {@code length} bytes are the head. */
    int read(int length) {
        contentLength = NO_LENGTH;
        closes = false;
        int limit = Math.min(length, MOST_BYTES);
        memory.get(0, bytes, 0, limit);
        for (int i = 0; i < startLine.length && i < limit; i++) {
            if (bytes[i] != startLine[i]) {
                return GARBAGE;
            }
        }
        int at = startLine.length;
        while (at < limit) {
            int end = lineEnd(at, limit);
            if (end == at) {
                return at + 2;
            }
            if (end == INCOMPLETE) {
                break;
            }
            if (end == GARBAGE || !takeField(at, end)) {
                return GARBAGE;
            }
            at = end + 2;
        }
        return length < MOST_BYTES ? INCOMPLETE : GARBAGE;
    }

    /** Bytes of the body that follows the head that was read last. */
    long contentLength() {
        return contentLength;
    }

    /** Whether the server ends the connection after this exchange. */
    boolean closes() {
        return closes;
    }

    /** Where the line's CR is. */
    private int lineEnd(int at, int limit) {
        for (int i = at; i < limit; i++) {
            byte it = bytes[i];
            if (it == '\r') {
                return i + 1 == limit ? INCOMPLETE : bytes[i + 1] == '\n' ? i : GARBAGE;
            }
            // what is not ASCII is negative
            if ((it < ' ' && it != '\t') || it == 0x7f) {
                return GARBAGE;
            }
        }
        return INCOMPLETE;
    }

    private boolean takeField(int at, int end) {
        int colon = at;
        while (colon < end && isOfName(bytes[colon])) {
            colon++;
        }
        if (colon == at || colon == end || bytes[colon] != ':') {
            return false;
        }
        int from = colon + 1;
        while (from < end && isBlank(bytes[from])) {
            from++;
        }
        int to = end;
        while (to > from && isBlank(bytes[to - 1])) {
            to--;
        }
        if (is(LENGTH, at, colon)) {
            return takeLength(from, to);
        }
        if (is(CONNECTION, at, colon)) {
            closes |= is(CLOSE, from, to);
            return is(CLOSE, from, to) || is(KEEP_ALIVE, from, to);
        }
        return !is(CODING, at, colon);
    }

    private boolean takeLength(int from, int to) {
        if (contentLength != NO_LENGTH || from == to || to - from > MOST_DIGITS) {
            return false;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            byte digit = bytes[i];
            if (digit < '0' || digit > '9') {
                return false;
            }
            value = value * 10 + (digit - '0');
        }
        contentLength = value;
        return true;
    }

    /** Whether that is the word, in whatever case. */
    private boolean is(byte[] lowerCase, int from, int to) {
        if (to - from != lowerCase.length) {
            return false;
        }
        for (int i = 0; i < lowerCase.length; i++) {
            if ((bytes[from + i] | LETTER_CASE) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfName(byte it) {
        int letter = it | LETTER_CASE;
        return it == '-' || (letter >= 'a' && letter <= 'z') || (it >= '0' && it <= '9');
    }

    private static boolean isBlank(byte it) {
        return it == ' ' || it == '\t';
    }
}
