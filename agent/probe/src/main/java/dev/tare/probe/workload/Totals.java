package dev.tare.probe.workload;

/** The whole connection, warm-up and tail included. Instants are zero where no byte was moved. */
public record Totals(long receivedBytes, long sentBytes, long firstByteNanos, long lastByteNanos) {

    public static final Totals NOTHING = new Totals(0, 0, 0, 0);

    /** Both together: sums, the earliest first byte and the latest last one. */
    public Totals plus(Totals other) {
        if (!other.moved()) {
            return this;
        }
        if (!moved()) {
            return other;
        }
        boolean earlier = other.firstByteNanos - firstByteNanos < 0;
        boolean later = other.lastByteNanos - lastByteNanos > 0;
        return new Totals(
                receivedBytes + other.receivedBytes,
                sentBytes + other.sentBytes,
                earlier ? other.firstByteNanos : firstByteNanos,
                later ? other.lastByteNanos : lastByteNanos);
    }

    private boolean moved() {
        return receivedBytes > 0 || sentBytes > 0;
    }
}
