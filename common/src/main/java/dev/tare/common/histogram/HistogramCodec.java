package dev.tare.common.histogram;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;

/**
 * HdrHistogram's V2 compressed form, as its own tools read it. Decoding is bounded before anything large is allocated, since
 * the bytes come from another process.
 */
public final class HistogramCodec {

    /** An encoded histogram has at most this many bytes; one of 60 s and 3 digits cannot reach it. */
    public static final int MAXIMUM_BYTES = 1024 * 1024;

    private static final int COMPRESSED_V2 = 0x1c849314;
    private static final int ENCODED_V2 = 0x1c849313;
    private static final int OUTER_HEADER_BYTES = 8;
    private static final int INNER_HEADER_BYTES = 40;

    /** Trackable range is rounded up by the library. */
    private static final long HIGHEST_ALLOWED = 2 * LatencyHistogram.HIGHEST_NANOS;

    private HistogramCodec() {}

    public static byte[] encode(AbstractHistogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        byte[] bytes = new byte[length];
        buffer.get(0, bytes);
        return bytes;
    }

    /**
     * Decodes what {@link #encode} made.
     *
     * @throws HistogramFormatException for anything else
     */
    public static Histogram decode(byte[] bytes) throws HistogramFormatException {
        try {
            check(bytes);
            return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), LatencyHistogram.HIGHEST_NANOS);
        } catch (DataFormatException | RuntimeException e) {
            throw new HistogramFormatException("not a histogram: " + e, e);
        }
    }

    private static void check(byte[] bytes) throws HistogramFormatException, DataFormatException {
        if (bytes.length < OUTER_HEADER_BYTES || bytes.length > MAXIMUM_BYTES) {
            throw new HistogramFormatException("a histogram of " + bytes.length + " bytes");
        }
        ByteBuffer outer = ByteBuffer.wrap(bytes);
        require(outer.getInt() == COMPRESSED_V2, "no compressed V2 cookie");
        require(outer.getInt() == bytes.length - OUTER_HEADER_BYTES, "the length does not fit the bytes");
        ByteBuffer inner = innerHeader(bytes);
        require(inner.getInt() == ENCODED_V2, "no V2 cookie");
        int payloadBytes = inner.getInt();
        require(payloadBytes >= 0 && payloadBytes <= MAXIMUM_BYTES, "a payload of " + payloadBytes + " bytes");
        require(inner.getInt() == 0, "a shifted histogram");
        int digits = inner.getInt();
        require(digits == LatencyHistogram.SIGNIFICANT_DIGITS, digits + " significant digits");
        require(inner.getLong() == LatencyHistogram.LOWEST_NANOS, "another lowest value");
        long highest = inner.getLong();
        require(highest > 1 && highest <= HIGHEST_ALLOWED, "a highest value of " + highest);
    }

    private static ByteBuffer innerHeader(byte[] bytes) throws HistogramFormatException, DataFormatException {
        byte[] header = new byte[INNER_HEADER_BYTES];
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(bytes, OUTER_HEADER_BYTES, bytes.length - OUTER_HEADER_BYTES);
            require(inflater.inflate(header) == header.length, "cut short");
        }
        return ByteBuffer.wrap(header);
    }

    private static void require(boolean holds, String otherwise) throws HistogramFormatException {
        if (!holds) {
            throw new HistogramFormatException("not a latency histogram: " + otherwise);
        }
    }
}
