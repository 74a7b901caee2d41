package dev.tare.controller.archive;

import java.nio.LongBuffer;

/**
 * Transit times of one interval's answered datagrams, in the order of the answers: a reading of the receiver's clock minus
 * one of the sender's, in nanoseconds; how far apart the clocks are is in them.
 *
 * @param toServerNanos not to be written to
 * @param toClientNanos as many
 * @param notKept how many more there were
 */
public record OneWayData(LongBuffer toServerNanos, LongBuffer toClientNanos, long notKept) {}
