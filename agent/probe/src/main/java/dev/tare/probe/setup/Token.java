package dev.tare.probe.setup;

/** 16 bytes that only the two probes of one trial know. */
public final class Token {

    public static final int BYTES = 16;

    private final byte[] bytes;

    /** {@code bytes} must be {@link #BYTES} long. */
    public Token(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a token of " + bytes.length + " bytes");
        }
        this.bytes = bytes.clone();
    }

    public byte[] bytes() {
        return bytes.clone();
    }
}
