package dev.tare.probe.socket;

import dev.tare.probe.setup.Token;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * The first bytes on every connection, both ways: four letters, version, who speaks, number of the connection, and the
 * trial's token. Whoever does not say it is a stranger on the port.
 */
final class Greeting {

    static final int BYTES = 24;

    private static final byte[] LETTERS = "TARE".getBytes(StandardCharsets.US_ASCII);
    private static final byte VERSION = 1;

    private final Token token;

    Greeting(Token token) {
        this.token = token;
    }

    byte[] encode(boolean client, int connection) {
        return ByteBuffer.allocate(BYTES)
                .put(LETTERS)
                .put(VERSION)
                .put(speaker(client))
                .putShort((short) connection)
                .put(token.bytes())
                .array();
    }

    /** Number of the connection, if these bytes are the greeting of that speaker and our trial. */
    OptionalInt connection(boolean client, byte[] bytes) {
        if (bytes.length != BYTES) {
            return OptionalInt.empty();
        }
        int connection = Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(LETTERS.length + 2));
        return Arrays.equals(bytes, encode(client, connection)) ? OptionalInt.of(connection) : OptionalInt.empty();
    }

    private static byte speaker(boolean client) {
        return (byte) (client ? 'C' : 'S');
    }
}
