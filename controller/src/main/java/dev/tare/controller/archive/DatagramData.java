package dev.tare.controller.archive;

import org.jspecify.annotations.Nullable;

/**
 * Datagrams of one interval; null is absent.
 *
 * @param expected by how much the receiver's highest sequence number has grown
 * @param timeouts requests sent again because no response came in time
 * @param lateAnswers responses that nobody waited for any more
 * @param jitterNanos at the interval's end (RFC 3550, section 6.4.1)
 */
public record DatagramData(
        @Nullable Long sent,
        @Nullable Long received,
        @Nullable Long expected,
        @Nullable Long reordered,
        @Nullable Long duplicates,
        @Nullable Long timeouts,
        @Nullable Long lateAnswers,
        @Nullable Long jitterNanos) {}
