package dev.tare.probe.workload.lane;

import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.workload.Totals;

/** The traffic of one side of one connection, on one thread. */
public interface Lane {

    /** Nanoseconds that the side which sends goes on after its window. */
    long TAIL_NANOS = 50_000_000;

    Totals run(Window window, Stop stop) throws ProbeFailure;

    /** Gets it out of a call on anything but its link's connection. From another thread. */
    default void wake() {}

    /** Gives back what it holds besides its link. After the last run. */
    default void close() {}
}
