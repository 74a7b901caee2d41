package dev.tare.common.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;

/**
 * A reading of one connection's {@code struct tcp_info} (linux/tcp.h). What the kernel did not give is empty: what lies
 * beyond the length it returned, and what a stack leaves at zero because it does not keep it (gVisor's).
 *
 * @param retransmittedSegments since the connection was made, as the two other counts
 * @param dsackDuplicates retransmits that the receiver had already
 */
public record TcpInfo(
        OptionalLong retransmittedSegments,
        OptionalLong dsackDuplicates,
        OptionalLong rttMicros,
        OptionalLong rttVarianceMicros,
        OptionalLong minRttMicros,
        OptionalLong congestionWindowSegments,
        OptionalLong segmentsOut,
        OptionalLong segmentsIn) {

    /** Bytes to offer the kernel; longer structures of later kernels only append. */
    public static final int OFFERED_BYTES = 256;

    private static final int RTT = 68;
    private static final int RTT_VARIANCE = 72;
    private static final int CONGESTION_WINDOW = 80;
    private static final int TOTAL_RETRANSMITS = 100;
    private static final int SEGMENTS_OUT = 136;
    private static final int SEGMENTS_IN = 140;
    private static final int MIN_RTT = 148;
    private static final int DSACK_DUPLICATES = 216;

    private static final long NO_SAMPLE = 0xffff_ffffL;

    /** Parses what {@code getsockopt} wrote: the first {@code length} bytes of {@code memory}. */
    public static TcpInfo parse(NativeMemory memory, int length) {
        ByteBuffer told =
                memory.bytes().slice(0, Math.min(length, memory.size())).order(ByteOrder.nativeOrder());
        OptionalLong segmentsOut = nonZero(at(told, SEGMENTS_OUT));
        // An open connection has sent and received its handshake: a stack that says zero does not count at all, and
        // then
        // its zero retransmits mean nothing either.
        boolean old = told.capacity() < SEGMENTS_OUT + Integer.BYTES;
        boolean counts = old ? told.capacity() >= TOTAL_RETRANSMITS + Integer.BYTES : segmentsOut.isPresent();
        OptionalLong rtt = nonZero(at(told, RTT));
        return new TcpInfo(
                counts ? at(told, TOTAL_RETRANSMITS) : OptionalLong.empty(),
                counts ? at(told, DSACK_DUPLICATES) : OptionalLong.empty(),
                rtt,
                rtt.isPresent() ? at(told, RTT_VARIANCE) : rtt,
                nonZero(at(told, MIN_RTT)),
                nonZero(at(told, CONGESTION_WINDOW)),
                segmentsOut,
                nonZero(at(told, SEGMENTS_IN)));
    }

    private static OptionalLong at(ByteBuffer told, int offset) {
        return told.capacity() < offset + Integer.BYTES
                ? OptionalLong.empty()
                : OptionalLong.of(Integer.toUnsignedLong(told.getInt(offset)));
    }

    private static OptionalLong nonZero(OptionalLong value) {
        return value.isPresent() && (value.getAsLong() == 0 || value.getAsLong() == NO_SAMPLE)
                ? OptionalLong.empty()
                : value;
    }
}
