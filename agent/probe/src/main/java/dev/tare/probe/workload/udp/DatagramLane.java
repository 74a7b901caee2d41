package dev.tare.probe.workload.udp;

import dev.tare.probe.workload.Datagrams;
import dev.tare.probe.workload.TriedBurst;
import dev.tare.probe.workload.lane.Lane;
import java.util.List;

/** One side's datagrams. */
interface DatagramLane extends Lane {

    /** Counts so far. From any thread. */
    Datagrams datagrams();

    /** What a search offered. After it has run. */
    default List<TriedBurst> bursts() {
        return List.of();
    }
}
