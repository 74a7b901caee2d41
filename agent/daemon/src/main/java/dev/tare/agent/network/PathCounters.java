package dev.tare.agent.network;

import java.util.List;

/**
 * Counters of every device on the path, in its order.
 *
 * @param atNanos agent clock when they were read
 * @param disciplines that were read for it, for who wants to know more of them
 */
public record PathCounters(long atNanos, List<DeviceCounters> devices, Disciplines disciplines) {

    public PathCounters {
        devices = List.copyOf(devices);
    }
}
