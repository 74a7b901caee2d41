package dev.tare.controller.timeline;

/**
 * An instant on the controller's clock.
 *
 * @param atNanos true within ± {@code boundNanos}
 */
public record Moment(long atNanos, long boundNanos) {

    Moment wider(long nanos) {
        return new Moment(atNanos, boundNanos + nanos);
    }
}
