package dev.tare.probe.workload.udp;

import dev.tare.common.linux.NativeMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A message that begins with the low bytes of a transaction's number. One byte tells 256 transactions apart, which is
 * enough as long as no answer is that much too late.
 */
final class Numbered {

    private final NativeMemory memory;
    /** Both hosts read it in one order. */
    private final ByteBuffer stamps;

    private final int bytes;
    private final int numberBytes;

    Numbered(int bytes, int numberBytes) {
        this.bytes = bytes;
        this.numberBytes = numberBytes;
        this.memory = new NativeMemory(bytes + 1);
        this.stamps = memory.bytes().duplicate().order(ByteOrder.BIG_ENDIAN);
    }

    long address() {
        return memory.address();
    }

    int bytes() {
        return bytes;
    }

    /** One more than the message has: a longer one is another. */
    int roomBytes() {
        return bytes + 1;
    }

    void number(long number) {
        for (int i = 0; i < numberBytes; i++) {
            memory.bytes().put(i, (byte) (number >>> (i * Byte.SIZE)));
        }
    }

    boolean has(long number) {
        for (int i = 0; i < numberBytes; i++) {
            if (memory.bytes().get(i) != (byte) (number >>> (i * Byte.SIZE))) {
                return false;
            }
        }
        return true;
    }

    /** Puts an instant at an offset; there must be room. */
    void stamp(int offset, long nanos) {
        stamps.putLong(offset, nanos);
    }

    long stamp(int offset) {
        return stamps.getLong(offset);
    }

    /** Takes the other's number over. */
    void numberOf(Numbered other) {
        for (int i = 0; i < numberBytes; i++) {
            memory.bytes().put(i, other.memory.bytes().get(i));
        }
    }
}
