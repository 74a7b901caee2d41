package dev.tare.probe.iperf3;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/** The name of a test: 36 letters or digits and a zero. */
final class Cookie {

    static final int BYTES = 37;

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

    private final byte[] bytes;

    private Cookie(byte[] bytes) {
        this.bytes = bytes;
    }

    static Cookie random() {
        SecureRandom random = new SecureRandom();
        byte[] bytes = new byte[BYTES];
        for (int i = 0; i < BYTES - 1; i++) {
            bytes[i] = (byte) LETTERS.charAt(random.nextInt(LETTERS.length()));
        }
        return new Cookie(bytes);
    }

    /** Empty where this is none. */
    static Optional<Cookie> of(byte[] said) {
        boolean fine = said.length == BYTES && said[BYTES - 1] == 0;
        for (int i = 0; fine && i < BYTES - 1; i++) {
            fine = said[i] > ' ' && said[i] <= '~';
        }
        return fine ? Optional.of(new Cookie(said.clone())) : Optional.empty();
    }

    byte[] bytes() {
        return bytes.clone();
    }

    boolean is(byte[] said) {
        return Arrays.equals(bytes, said);
    }
}
