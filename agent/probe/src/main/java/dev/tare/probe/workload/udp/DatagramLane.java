package dev.tare.probe.workload.udp;

import dev.tare.probe.workload.Datagrams;
import dev.tare.probe.workload.DeviceLatency;
import dev.tare.probe.workload.TriedBurst;
import dev.tare.probe.workload.lane.Lane;
import java.util.List;
import java.util.Optional;

/** One side's datagrams. */
interface DatagramLane extends Lane {

    /** Counts so far. From any thread. */
    Datagrams datagrams();

    /** By the kernel's stamps, since the last call. From any one thread. */
    default Optional<DeviceLatency> takeDeviceLatency() {
        return Optional.empty();
    }

    /** What a search offered. After it has run. */
    default List<TriedBurst> bursts() {
        return List.of();
    }
}
