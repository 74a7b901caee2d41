package dev.tare.probe.exec;

import dev.tare.probe.setup.TrialSetup;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How an engine is called. Arguments are single words; there is no shell. The first word is its program in the engine layer. */
interface Engine {

    /**
     * Of one that begins when it is called. Between its warm-up and its window it is started again: in a sandbox on a slow
     * machine that takes half a second.
     */
    long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** What the client's side runs, one after the other. */
    List<EngineRun> client(TrialSetup setup);

    /** Empty where its client calls the probe's own server. */
    List<String> server(TrialSetup setup);

    /** Whether its server is done when it has served one test; else the probe ends it when its client has gone. */
    boolean servesOnce();

    /** Without a connection for so many nanoseconds after the window, a client has gone. */
    default long quietNanos() {
        return QUIET_NANOS;
    }
}
