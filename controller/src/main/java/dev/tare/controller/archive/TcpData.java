package dev.tare.controller.archive;

import org.jspecify.annotations.Nullable;

/**
 * From the kernel's tcp_info. Counts are of one interval, the rest is the state at its end; null is absent.
 *
 * @param dsackDuplicates retransmitted segments that the receiver had already: reordering, not loss
 */
public record TcpData(
        @Nullable Long retransmittedSegments,
        @Nullable Long dsackDuplicates,
        @Nullable Long rttMicros,
        @Nullable Long minRttMicros,
        @Nullable Long congestionWindowSegments) {}
