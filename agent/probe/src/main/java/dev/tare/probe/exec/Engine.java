package dev.tare.probe.exec;

import dev.tare.probe.setup.TrialSetup;
import java.util.List;

/** How an engine is called. Arguments are single words; there is no shell. The first word is its program in the engine layer. */
interface Engine {

    /** What the client's side runs, one after the other. */
    List<EngineRun> client(TrialSetup setup);

    /** Empty where its client calls the probe's own server. */
    List<String> server(TrialSetup setup);

    /** Whether its server is done when it has served one test; else the probe ends it when its client has gone. */
    boolean servesOnce();
}
