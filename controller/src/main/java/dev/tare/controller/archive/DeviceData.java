package dev.tare.controller.archive;

import org.jspecify.annotations.Nullable;

/**
 * Counters of one network device at one instant; null where there is no queueing discipline that counts.
 *
 * @param qdiscBytes of the root queueing discipline, replicated headers of super-packets included
 * @param qdiscPackets true segments
 */
public record DeviceData(
        long rxBytes,
        long rxPackets,
        long rxDropped,
        long txBytes,
        long txPackets,
        long txDropped,
        @Nullable Long qdiscBytes,
        @Nullable Long qdiscPackets,
        @Nullable Long qdiscDrops) {}
