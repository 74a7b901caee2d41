package dev.tare.agent.runtime;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A device that is handed over to a daemon's container: one daemon for all tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DaemonBridgeConformance extends NetworkConformance {

    @TempDir
    static Path shared;

    private Bench bench;

    @BeforeAll
    void startTheDaemon() throws Exception {
        bench = DaemonBench.start(this, shared);
    }

    @AfterAll
    void endTheDaemon() throws Exception {
        DaemonBench.end(bench);
    }

    @Override
    Bench open(Path fresh) {
        return bench;
    }

    @Override
    void close(Bench used) {}

    @Override
    final String network() {
        return "bridge";
    }
}
