package dev.tare.common.clock.udp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What goes over the wire, big-endian: the session's token (16 bytes), kind (4), sequence (4), and, in answers, received,
 * sent, sequence of the answer before, and when that one left the host. Questions are as long as answers, so that nobody can
 * use an answerer to make more traffic than he sends.
 *
 * @param sequence of the question, counted from 0
 * @param receivedNanos answerer's clock, when the question had surely come
 * @param sentNanos answerer's clock, when this answer had surely not left
 * @param earlier sequence of the answer before this one; -1 where there was none, or the kernel did not say
 * @param earlierSentNanos the same as sentNanos, of that one, but as the kernel saw it, which is only known afterwards
 */
record ClockPacket(Kind kind, int sequence, long receivedNanos, long sentNanos, int earlier, long earlierSentNanos) {

    static final int TOKEN_BYTES = 16;
    static final int BYTES = TOKEN_BYTES + 4 + 4 + 8 + 8 + 4 + 8;

    enum Kind {
        QUESTION(1),
        ANSWER(2);

        private final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    static ClockPacket question(int sequence) {
        return new ClockPacket(Kind.QUESTION, sequence, 0, 0, -1, 0);
    }

    void write(byte[] token, ByteBuffer bytes) {
        bytes.order(ByteOrder.BIG_ENDIAN);
        bytes.put(0, token);
        bytes.putInt(TOKEN_BYTES, kind.code);
        bytes.putInt(TOKEN_BYTES + 4, sequence);
        bytes.putLong(TOKEN_BYTES + 8, receivedNanos);
        bytes.putLong(TOKEN_BYTES + 16, sentNanos);
        bytes.putInt(TOKEN_BYTES + 24, earlier);
        bytes.putLong(TOKEN_BYTES + 28, earlierSentNanos);
    }

    /** Null when it is none of ours: another length, token or kind. */
    static @Nullable ClockPacket read(byte[] token, ByteBuffer bytes, long length) {
        if (length != BYTES) {
            return null;
        }
        byte[] said = new byte[TOKEN_BYTES];
        bytes.order(ByteOrder.BIG_ENDIAN);
        bytes.get(0, said);
        int code = bytes.getInt(TOKEN_BYTES);
        if (!Arrays.equals(token, said) || (code != Kind.QUESTION.code && code != Kind.ANSWER.code)) {
            return null;
        }
        return new ClockPacket(
                code == Kind.QUESTION.code ? Kind.QUESTION : Kind.ANSWER,
                bytes.getInt(TOKEN_BYTES + 4),
                bytes.getLong(TOKEN_BYTES + 8),
                bytes.getLong(TOKEN_BYTES + 16),
                bytes.getInt(TOKEN_BYTES + 24),
                bytes.getLong(TOKEN_BYTES + 28));
    }
}
