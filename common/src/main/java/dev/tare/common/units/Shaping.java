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

    /**
     * What a pause of the machine may take and the bucket gives back: a network card goes on sending when its host's CPU is
     * away, a bucket does not. Seen on a virtual machine of two CPUs: a pause of 1 to 10 ms a second on each, at times
     * three, and with them iperf3 at 0.992 of the ceiling with 0.4 ms of burst, 0.998 with 3.4 ms.
     */
    private static final double BURST_SECONDS = 0.003;

    /** Two of the largest packets (GSO): with less, tbf cuts them up. A burst of 64 KiB gave 7.6 of 9.4 Gb/s. */
    private static final int LEAST_BURST_BYTES = 128 * 1024;

    /** A longer queue adds latency under load and no goodput. */
    private static final int LIMIT_BYTES = 1024 * 1024;

    /** tc takes 32 bits. */
    private static final int MOST_BURST_BYTES = 256 * 1024 * 1024;

    public static Shaping of(long wireBitsPerSecond) {
        double burst = wireBitsPerSecond / (double) Byte.SIZE * BURST_SECONDS;
        return new Shaping(
                wireBitsPerSecond, (int) Math.clamp(burst, LEAST_BURST_BYTES, MOST_BURST_BYTES), LIMIT_BYTES);
    }

    /** With another limit of the queue. */
    public Shaping withLimit(int bytes) {
        return new Shaping(wireBitsPerSecond, burstBytes, bytes);
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
