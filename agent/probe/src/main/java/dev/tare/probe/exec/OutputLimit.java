package dev.tare.probe.exec;

import java.util.concurrent.atomic.AtomicLong;

/** How much an engine may write in all, on both its streams and in all its runs; more is no report but a defect. */
final class OutputLimit {

    static final long BYTES = 16L * 1024 * 1024;

    private final AtomicLong left = new AtomicLong(BYTES);

    /** How many of that many bytes may still be kept. */
    int take(int bytes) {
        long before = left.getAndAdd(-bytes);
        return (int) Math.max(0, Math.min(bytes, before));
    }
}
