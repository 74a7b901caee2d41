package dev.tare.controller.trial;

import dev.tare.common.clock.Offset;

/**
 * One agent's clock against the controller's: agent = controller + offset.
 *
 * @param atNanos when, on the controller's clock
 */
public record ClockReading(long atNanos, Offset offset) {}
