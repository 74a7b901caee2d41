package dev.tare.probe.iperf3;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;

/** How a datagram begins: seconds and microseconds of when it left, four bytes each, and its number, from 1 on. */
final class DatagramHead {

    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long MICRO_NANOS = TimeUnit.MICROSECONDS.toNanos(1);
    private static final int MICROS_OFFSET = 4;
    private static final int NUMBER_OFFSET = 8;

    private final ByteBuffer bytes;
    private final boolean wide;

    /** {@code wide} where the number has eight bytes, and not four. */
    DatagramHead(ByteBuffer bytes, boolean wide) {
        this.bytes = bytes.duplicate().order(ByteOrder.BIG_ENDIAN);
        this.wide = wide;
    }

    void write(long nanos, long number) {
        bytes.putInt(0, (int) Math.floorDiv(nanos, SECOND_NANOS));
        bytes.putInt(MICROS_OFFSET, (int) (Math.floorMod(nanos, SECOND_NANOS) / MICRO_NANOS));
        if (wide) {
            bytes.putLong(NUMBER_OFFSET, number);
        } else {
            bytes.putInt(NUMBER_OFFSET, (int) number);
        }
    }

    /** On the sender's clock. */
    long nanos() {
        return Integer.toUnsignedLong(bytes.getInt(0)) * SECOND_NANOS
                + Integer.toUnsignedLong(bytes.getInt(MICROS_OFFSET)) * MICRO_NANOS;
    }

    long number() {
        return wide ? bytes.getLong(NUMBER_OFFSET) : Integer.toUnsignedLong(bytes.getInt(NUMBER_OFFSET));
    }
}
