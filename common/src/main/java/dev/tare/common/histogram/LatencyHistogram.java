package dev.tare.common.histogram;

import org.HdrHistogram.Histogram;

/** The one shape of every latency histogram, so that any two can be merged without loss. */
public final class LatencyHistogram {

    public static final long LOWEST_NANOS = 1;

    /** 60 s; what takes longer is counted there. */
    public static final long HIGHEST_NANOS = 60_000_000_000L;

    /** Values are told apart to one part in a thousand. */
    public static final int SIGNIFICANT_DIGITS = 3;

    private LatencyHistogram() {}

    public static Histogram empty() {
        return new Histogram(LOWEST_NANOS, HIGHEST_NANOS, SIGNIFICANT_DIGITS);
    }
}
