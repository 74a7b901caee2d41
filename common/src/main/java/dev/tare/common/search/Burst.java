package dev.tare.common.search;

/**
 * Datagrams sent at one rate for a while, and how many of them came.
 *
 * @param askedPerSecond datagrams; {@link #ALL} asks for as many as the sender can
 * @param lengthNanos for how long they were sent, more than zero; longer than planned where the last one was held up
 * @param received each once, until the receiver had heard nothing for a while
 * @param receivingNanos between the first and the last that came, on the receiver's clock
 */
public record Burst(long askedPerSecond, long lengthNanos, long sent, long received, long receivingNanos) {

    /** As a rate asked for: no limit. */
    public static final long ALL = 0;

    private static final double SECOND_NANOS = 1e9;
    private static final long MILLION = 1_000_000;

    public double offeredPerSecond() {
        return sent * SECOND_NANOS / lengthNanos;
    }

    /**
     * At the receiver. Over the longer of the times in which they were sent and in which they came: a queue on the way lets
     * them come for longer, and a receiver that is late with the first reads the next ones faster than they were sent.
     */
    public double receivedPerSecond() {
        // n datagrams make n - 1 gaps
        double came = received > 1 ? (double) receivingNanos * received / (received - 1) : 0;
        return received * SECOND_NANOS / Math.max((double) lengthNanos, came);
    }

    /** One where nothing was sent. */
    public double lossRatio() {
        return sent == 0 ? 1 : (double) lost() / sent;
    }

    /** Exact, so that none means none. */
    public boolean losesAtMost(long partsPerMillion) {
        return sent > 0 && lost() * MILLION <= partsPerMillion * sent;
    }

    long lost() {
        return Math.max(0, sent - received);
    }

    /** Both, one after the other: what was asked for is this one's. */
    Burst plus(Burst next) {
        return new Burst(
                askedPerSecond,
                lengthNanos + next.lengthNanos,
                sent + next.sent,
                received + next.received,
                receivingNanos + next.receivingNanos);
    }
}
