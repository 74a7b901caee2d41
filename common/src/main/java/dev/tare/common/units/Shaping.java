package dev.tare.common.units;

/**
 * A token bucket (tbf) that makes a virtual link carry what an Ethernet link of {@code wireBitsPerSecond} carries.
 *
 * @param wireBitsPerSecond the link's rate with preamble, FCS and gap; 0 is no shaping
 */
public record Shaping(long wireBitsPerSecond, int burstBytes, int limitBytes) {

    /** Bytes of a frame that Linux counts besides its payload: the Ethernet header. */
    private static final int COUNTED_OVERHEAD_BYTES = 14;

    /** Bytes a frame takes on the wire besides its payload: header 14, FCS 4, preamble 8, gap 12 (IEEE 802.3). */
    private static final int WIRE_OVERHEAD_BYTES = 38;

    /** Chosen by measurement: a burst of 64 KiB gave 7.6 of 9.4 Gb/s. */
    public static final int DEFAULT_BURST_BYTES = 512 * 1024;

    /** A longer queue adds latency under load and no goodput. */
    public static final int DEFAULT_LIMIT_BYTES = 1024 * 1024;

    public static Shaping of(long wireBitsPerSecond) {
        return new Shaping(wireBitsPerSecond, DEFAULT_BURST_BYTES, DEFAULT_LIMIT_BYTES);
    }

    public boolean isUnlimited() {
        return wireBitsPerSecond == 0;
    }

    /**
     * The rate to give tbf, in bits per second. Exact for full frames only: Linux counts the replicated headers of
     * segmented super-packets but not preamble, FCS and gap.
     */
    public long tbfBitsPerSecond(int mtuBytes) {
        return Math.round(
                (double) wireBitsPerSecond * (mtuBytes + COUNTED_OVERHEAD_BYTES) / (mtuBytes + WIRE_OVERHEAD_BYTES));
    }
}
