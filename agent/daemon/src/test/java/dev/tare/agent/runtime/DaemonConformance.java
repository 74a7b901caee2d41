package dev.tare.agent.runtime;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A runtime that is asked of a daemon: one daemon for all tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DaemonConformance extends RuntimeConformance {

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
    Set<String> environmentOfItsOwn() {
        return Set.of("HOME", "PATH", "HOSTNAME", "TERM", "container");
    }

    /** Between a program and its agent a daemon is one more that could lose something: not among the long loops only. */
    @Override
    @Test
    @Timeout(180)
    void carriesAGreatDealBothWaysExactly() throws Exception {
        carryAGreatDeal();
    }
}
