package dev.tare.probe.workload.lane;

import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.Stopped;
import dev.tare.probe.socket.Patience;
import dev.tare.probe.workload.Totals;
import java.util.Optional;

/** The traffic of one side of one connection, or of several that share it, on one thread. */
public interface Lane {

    /** Nanoseconds that the side which sends goes on after its window. */
    long TAIL_NANOS = 50_000_000;

    /** Talks with the peer's lane before anything is measured. */
    default void prepare(Patience patience) throws ProbeFailure, Stopped {}

    /** Version and cipher that both sides agreed on while they prepared; empty of a lane without TLS. */
    default Optional<String> tls() {
        return Optional.empty();
    }

    Totals run(Window window, Stop stop) throws ProbeFailure;

    /** Gets it out of a call on anything but its link's connection. From another thread. */
    default void wake() {}

    /** Gives back what it holds besides its link. After the last run. */
    default void close() {}
}
