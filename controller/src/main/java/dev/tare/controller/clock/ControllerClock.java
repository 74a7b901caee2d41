package dev.tare.controller.clock;

/** Monotonic nanoseconds since the campaign's process run began. */
@FunctionalInterface
public interface ControllerClock {

    long nanos();

    /** A clock that reads zero now. */
    static ControllerClock startingNow() {
        long origin = System.nanoTime();
        return () -> System.nanoTime() - origin;
    }
}
