package dev.tare.agent.network;

import java.util.Optional;

/**
 * A device's counters since it was made, from {@code /proc/net/dev}.
 *
 * @param qdisc of the root queueing discipline; empty where there is none, or where it was not asked
 */
public record DeviceCounters(
        String name,
        long rxBytes,
        long rxPackets,
        long rxDropped,
        long txBytes,
        long txPackets,
        long txDropped,
        Optional<QdiscCounters> qdisc) {

    DeviceCounters with(Optional<QdiscCounters> counters) {
        return new DeviceCounters(name, rxBytes, rxPackets, rxDropped, txBytes, txPackets, txDropped, counters);
    }
}
