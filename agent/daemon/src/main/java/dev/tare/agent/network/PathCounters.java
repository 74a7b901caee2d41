package dev.tare.agent.network;

import java.util.List;

/**
 * Counters of every device on the path, in its order.
 *
 * @param atNanos agent clock when they were read
 */
public record PathCounters(long atNanos, List<DeviceCounters> devices) {

    public PathCounters {
        devices = List.copyOf(devices);
    }
}
