package dev.tare.common.catalog;

/**
 * What TLS 1.3 adds to payload (RFC 8446, 5.1 and 5.2): each record has at most 2^14 bytes of it, a header of 5, the inner type's 1,
 * and the tag of 16 that all three ciphers have (RFC 5116, RFC 8439). A write begins a record of its own; nothing is padded.
 */
public final class TlsRecords {

    public static final int MOST_PAYLOAD_BYTES = 16_384;
    public static final int OVERHEAD_BYTES = 5 + 1 + 16;

    private TlsRecords() {}

    /** Payload that is written in blocks of {@code blockBytes}, with its records. */
    static long around(long payload, long blockBytes) {
        long records = payload / blockBytes * Math.ceilDiv(blockBytes, MOST_PAYLOAD_BYTES)
                + Math.ceilDiv(payload % blockBytes, MOST_PAYLOAD_BYTES);
        return payload + OVERHEAD_BYTES * records;
    }
}
