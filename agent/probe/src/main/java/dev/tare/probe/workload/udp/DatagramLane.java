package dev.tare.probe.workload.udp;

import dev.tare.probe.workload.Datagrams;
import dev.tare.probe.workload.lane.Lane;

/** One side's datagrams. */
interface DatagramLane extends Lane {

    /** Counts so far. From any thread. */
    Datagrams datagrams();
}
