package dev.tare.controller.campaign;

import dev.tare.controller.clock.ControllerClock;
import java.time.Duration;

/**
 * Until when something is waited for, looked at every so often by one thread. Time in which that thread was away (paused, moved)
 * counts for nothing: nobody could be heard then, and what came meanwhile may not be in its queue yet.
 */
final class Limit {

    private final ControllerClock clock;
    private final Duration usualLook;
    private long atNanos;
    private long lookedNanos;

    /** {@code usualLook}: from one look to the next, where the thread is not away. */
    Limit(ControllerClock clock, Duration usualLook) {
        this.clock = clock;
        this.usualLook = usualLook;
        this.lookedNanos = clock.nanos();
        this.atNanos = Long.MAX_VALUE;
    }

    /** So long from now. */
    void in(Duration time) {
        at(clock.nanos(), time);
    }

    /** So long after an instant of the controller's clock. */
    void at(long nanos, Duration after) {
        atNanos = nanos + after.toNanos();
    }

    /** A look. */
    boolean isOver() {
        long nowNanos = clock.nanos();
        long awayNanos = nowNanos - lookedNanos - usualLook.toNanos();
        if (awayNanos > 0 && atNanos < Long.MAX_VALUE - awayNanos) {
            atNanos += awayNanos;
        }
        lookedNanos = nowNanos;
        return nowNanos > atNanos;
    }
}
