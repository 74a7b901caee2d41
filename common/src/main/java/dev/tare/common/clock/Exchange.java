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

    /**
     * Whether two clocks that run forward, at rates within {@code driftLimit} (a ratio) of each other, can have said this:
     * nobody answers before being asked. Clocks may be years apart, but not so far that the difference is no number any more.
     */
    public boolean possible(double driftLimit) {
        boolean numbers = near(t1, t4) && near(t2, t3) && near(t1, t2) && near(t4, t3);
        return numbers && t4 >= t1 && t3 >= t2 && delayNanos() >= -driftLimit * (t3 - t2);
    }

    /** Within 146 years, half of what a long can hold. */
    private static boolean near(long a, long b) {
        long difference = a - b;
        boolean overflow = ((a ^ b) & (a ^ difference)) < 0;
        return !overflow && Math.abs(difference) <= Long.MAX_VALUE / 2;
    }
}
