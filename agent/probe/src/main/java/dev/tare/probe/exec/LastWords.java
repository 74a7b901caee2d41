package dev.tare.probe.exec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The end of what an engine wrote, for the message that says why it failed. */
final class LastWords {

    private static final int KEPT_BYTES = 400;

    private byte[] kept = new byte[0];

    synchronized void add(byte[] bytes, int length) {
        int fresh = Math.min(length, KEPT_BYTES);
        int old = Math.min(kept.length, KEPT_BYTES - fresh);
        byte[] joined = Arrays.copyOfRange(kept, kept.length - old, kept.length + fresh);
        System.arraycopy(bytes, length - fresh, joined, old, fresh);
        kept = joined;
    }

    /** In one line, of printable letters; empty when it wrote nothing. */
    synchronized String text() {
        return new String(kept, StandardCharsets.US_ASCII)
                .replaceAll("[^ -~]+", " ")
                .strip();
    }
}
