package dev.tare.probe.workload;

/**
 * The whole connection, warm-up and tail included. Instants are zero where there was none.
 *
 * @param begunNanos when the first lane had waited for the agreed instant and was about to send or to read
 */
public record Totals(long receivedBytes, long sentBytes, long begunNanos, long firstByteNanos, long lastByteNanos) {

    public static final Totals NOTHING = new Totals(0, 0, 0, 0, 0);

    /** Both together: sums, the earliest beginning and first byte, and the latest last one. */
    public Totals plus(Totals other) {
        return new Totals(
                receivedBytes + other.receivedBytes,
                sentBytes + other.sentBytes,
                earlier(begunNanos, other.begunNanos),
                earlier(firstByteNanos, other.firstByteNanos),
                later(lastByteNanos, other.lastByteNanos));
    }

    private static long earlier(long a, long b) {
        return a != 0 && (b == 0 || a - b < 0) ? a : b;
    }

    private static long later(long a, long b) {
        return a != 0 && (b == 0 || a - b > 0) ? a : b;
    }
}
