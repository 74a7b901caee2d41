package dev.tare.agent.runtime;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A runtime that is asked of a daemon. */
abstract class DaemonConformance extends RuntimeConformance {

    /** Blocks of a mebibyte. */
    private static final int MUCH = 256;

    @Override
    final boolean asksADaemon() {
        return true;
    }

    @Override
    Set<String> environmentOfItsOwn() {
        return Set.of("HOME", "PATH", "HOSTNAME", "TERM", "container");
    }

    /** Between a program and its agent a daemon is one more that could lose something: it has to carry more than others. */
    @Override
    @Test
    @Timeout(180)
    void carriesStdinAndStdoutExactly() throws Exception {
        carryAGreatDeal(MUCH);
    }
}
