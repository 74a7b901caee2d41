package dev.tare.common.units;

import java.time.Duration;
import java.util.List;

/** Durations as text: {@code 100ms}, {@code 10s}, {@code 1.5min}. */
public final class Durations {

    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000 * MICRO;
    private static final long SECOND = 1_000 * MILLI;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    /** In nanoseconds. */
    private static final Units UNITS = new Units()
            .with("ns", 1)
            .with("us", MICRO)
            .with("µs", MICRO)
            .with("ms", MILLI)
            .with("s", SECOND)
            .with("min", MINUTE)
            .with("h", HOUR);

    private Durations() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException in words for the user; a negative duration is read, bounds are the caller's
     */
    public static Duration parse(String text) {
        return Duration.ofNanos(Quantity.parse(text, "a duration", "10s", UNITS));
    }

    /** Exact, in the largest unit that needs no fraction; {@link #parse} reads it back. */
    public static String format(Duration duration) {
        long nanos = duration.toNanos();
        if (nanos == 0) {
            return "0s";
        }
        return UNITS.exact(nanos, List.of("ns", "us", "ms", "s", "min", "h"));
    }

    /** For people who wait: {@code 45 s}, {@code 3 min 20 s}, {@code 2 h 5 min}; rounded to the second. */
    public static String about(Duration duration) {
        long seconds = duration.plusMillis(500).toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        long minutes = seconds / 60;
        return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }
}
