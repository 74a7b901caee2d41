package dev.tare.agent.runtime;

import dev.tare.agent.process.Deadline;
import java.nio.file.Path;
import java.time.Duration;

/** One daemon for all tests of a class, which ends with them and leaves nothing either. */
final class DaemonBench {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private DaemonBench() {}

    static NetworkConformance.Bench start(NetworkConformance suite, Path state) throws Exception {
        NetworkConformance.Bench bench = NetworkConformance.Bench.make(state);
        bench.lab().onClient(() -> suite.driver(bench.host()).check(suite.options(), Deadline.after(PATIENCE)));
        return bench;
    }

    static void end(NetworkConformance.Bench bench) throws Exception {
        bench.lab().onClient(() -> {
            bench.host().reapAll();
            return 0;
        });
        bench.lab().down();
    }
}
