package dev.tare.controller.fleet;

import com.google.protobuf.ByteString;
import java.util.random.RandomGenerator;

/** Sixteen bytes that only the two probes of one trial know. */
public final class Token {

    private static final int BYTES = 16;

    private final ByteString bytes;

    private Token(ByteString bytes) {
        this.bytes = bytes;
    }

    public static Token random(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Token(ByteString.copyFrom(bytes));
    }

    ByteString bytes() {
        return bytes;
    }

    /** Not the bytes: a token has no place in a log. */
    @Override
    public String toString() {
        return "Token";
    }
}
