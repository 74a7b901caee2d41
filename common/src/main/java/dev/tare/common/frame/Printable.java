package dev.tare.common.frame;

import java.util.HexFormat;

/** Bytes of unknown origin, for a message that people read: safe for terminals and logs, and short. */
public final class Printable {

    private static final int SHOWN_BYTES = 64;

    private Printable() {}

    /** The first 64 bytes: ASCII as it is, the rest as {@code \xHH}, with {@code …} where there was more. */
    public static String of(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(bytes.length, SHOWN_BYTES); i++) {
            if (bytes[i] >= ' ' && bytes[i] < 0x7f && bytes[i] != '\\') {
                text.append((char) bytes[i]);
            } else {
                text.append("\\x").append(HexFormat.of().toHexDigits(bytes[i]));
            }
        }
        return bytes.length > SHOWN_BYTES ? text.append('…').toString() : text.toString();
    }
}
