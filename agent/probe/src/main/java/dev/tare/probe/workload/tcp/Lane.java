package dev.tare.probe.workload.tcp;

import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.workload.Totals;

/** The traffic of one side of one connection, on one thread. */
interface Lane {

    /** Nanoseconds that the side which sends goes on after its window. */
    long TAIL_NANOS = 50_000_000;

    Totals run(Window window, Stop stop) throws ProbeFailure;
}
