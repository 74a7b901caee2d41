package dev.tare.common.clock;

/**
 * Four timestamps of one question and answer, in nanoseconds: {@code t1} asked and {@code t4} answered on the asker's
 * clock, {@code t2} received and {@code t3} sent on the answerer's clock.
 */
public record Exchange(long t1, long t2, long t3, long t4) {

    /** Time on the way, both directions together: what the answerer spent is taken off. */
    public long delayNanos() {
        return (t4 - t1) - (t3 - t2);
    }

    /** Answerer's clock minus asker's, if both directions took equally long. */
    public long offsetNanos() {
        // (t2 - t1 + t3 - t4) / 2, written so that clocks years apart do not overflow
        return Math.floorDiv((t2 - t1) - (t4 - t3), 2L);
    }
}
