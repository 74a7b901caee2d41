package dev.tare.controller.timeline;

import dev.tare.common.clock.Bounds;

/**
 * An instant on the controller's clock.
 *
 * @param atNanos true within ± {@code boundNanos}
 */
public record Moment(long atNanos, long boundNanos) {

    Moment wider(long nanos) {
        return new Moment(atNanos, Bounds.sum(boundNanos, nanos));
    }
}
