package dev.tare.common.linux;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A few bytes that system calls read and write. A buffer and not a segment: access to a segment goes through variable
 * handles, which cost a starting process tens of milliseconds before the first of them works.
 */
public final class NativeMemory {

    private final ByteBuffer bytes;
    private final MemorySegment segment;
    private final long address;

    /** Zeroed. Lives as long as this object. */
    public NativeMemory(int bytes) {
        this.bytes = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        this.segment = MemorySegment.ofBuffer(this.bytes);
        this.address = segment.address();
    }

    public long address() {
        return address;
    }

    public int size() {
        return bytes.capacity();
    }

    /** To be used by absolute offsets. */
    public ByteBuffer bytes() {
        return bytes;
    }

    public void zero() {
        segment.fill((byte) 0);
    }

    /** A copy of the first {@code length} bytes. */
    public byte[] copy(int length) {
        byte[] copy = new byte[length];
        bytes.get(0, copy);
        return copy;
    }

    MemorySegment segment() {
        return segment;
    }
}
