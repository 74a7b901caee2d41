package dev.tare.probe.workload.udp;

import dev.tare.common.linux.NativeMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A message that begins with the low bytes of a transaction's number, one at least. One byte tells 256 transactions apart,
 * which is enough as long as no answer is that much too late.
 */
class Numbered {

    private final NativeMemory memory;
    /** Both hosts read it in one order. */
    private final ByteBuffer stamps;

    private final int headBytes;
    private final int bytes;
    private final int numberBytes;

    Numbered(int bytes, int numberBytes) {
        this(0, bytes, numberBytes);
    }

    /** With a head before it that is none of its payload. */
    Numbered(int headBytes, int payloadBytes, int numberBytes) {
        this.headBytes = headBytes;
        this.bytes = headBytes + payloadBytes;
        this.numberBytes = numberBytes;
        this.memory = new NativeMemory(bytes + 1);
        this.stamps = memory.bytes().duplicate().order(ByteOrder.BIG_ENDIAN);
    }

    final ByteBuffer bigEndian() {
        return stamps;
    }

    final long address() {
        return memory.address();
    }

    /** As the socket takes or gives it. */
    final int bytes() {
        return bytes;
    }

    /** One more than the message has: a longer one is another. */
    final int roomBytes() {
        return bytes + 1;
    }

    /** Of so many bytes that the socket took or gave. */
    final long payload(long socketBytes) {
        return Math.max(0, socketBytes - headBytes);
    }

    /** Whether so many bytes that came are one of our kind, be it with another number. */
    boolean isOurs(long received) {
        return true;
    }

    void number(long number) {
        for (int i = 0; i < numberBytes; i++) {
            memory.bytes().put(headBytes + i, (byte) (number >>> (i * Byte.SIZE)));
        }
    }

    boolean has(long number) {
        for (int i = 0; i < numberBytes; i++) {
            if (memory.bytes().get(headBytes + i) != (byte) (number >>> (i * Byte.SIZE))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a message that has one of them has the other as well: it shows no more than their low bytes. */
    final boolean showsAlike(long one, long other) {
        return (one ^ other) << (Long.SIZE - numberBytes * Byte.SIZE) == 0;
    }

    /** Puts an instant at an offset; there must be room. */
    final void stamp(int offset, long nanos) {
        stamps.putLong(offset, nanos);
    }

    final long stamp(int offset) {
        return stamps.getLong(offset);
    }

    /** Takes the other's number over. */
    final void numberOf(Numbered other) {
        for (int i = 0; i < numberBytes; i++) {
            memory.bytes().put(headBytes + i, other.memory.bytes().get(other.headBytes + i));
        }
    }
}
