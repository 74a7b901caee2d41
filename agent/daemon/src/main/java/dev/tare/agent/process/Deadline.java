package dev.tare.agent.process;

import java.time.Duration;

/** An instant by which something has to be done, on the monotonic clock. */
public record Deadline(long atNanos) {

    public static Deadline after(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** Never negative. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, atNanos - System.nanoTime()));
    }

    public boolean isOver() {
        return atNanos - System.nanoTime() <= 0;
    }
}
