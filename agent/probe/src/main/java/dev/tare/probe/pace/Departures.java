package dev.tare.probe.pace;

import java.util.function.LongConsumer;

/** When a request leaves. For one thread. */
@FunctionalInterface
public interface Departures {

    /** The next one at once: it waits for nothing but the last answer. */
    Departures CLOSED_LOOP = now -> now;

    /**
     * Waits until the next one is due, if that is not past, and gives the instant from which its latency counts: when it
     * was meant to leave, and not when it did because others before it took long (coordinated omission).
     *
     * @param nowNanos a reading of the clock from a moment ago
     */
    long next(long nowNanos);

    /** At the instants given, for which {@code wait} waits. */
    static Departures at(FireTimes times, LongConsumer wait) {
        return nowNanos -> {
            long due = times.next();
            if (due - nowNanos > 0) {
                wait.accept(due);
            }
            return due;
        };
    }
}
