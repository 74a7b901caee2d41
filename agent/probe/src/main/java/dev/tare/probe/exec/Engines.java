package dev.tare.probe.exec;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.EngineKind;
import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.setup.TrialSetup;
import dev.tare.probe.workload.Workload;
import java.util.Map;
import java.util.Set;

/** How every foreign engine of the catalogue is called. */
public final class Engines {

    private static final Map<String, Engine> ALL = Map.of(
            "ethr", new Ethr(),
            "iperf3", new Iperf3(),
            "iperf3-client", new Iperf3(),
            "iperf3-server", new Iperf3(),
            "netperf", new Netperf(),
            "sockperf", new Sockperf(),
            "wrk", new Wrk());

    private Engines() {}

    public static Set<String> names() {
        return ALL.keySet();
    }

    /** Whether this side's traffic is another program's. */
    public static boolean isForeign(TrialSetup setup) {
        return kind(setup).programAt(setup.client());
    }

    /** One side of a foreign engine's traffic. The setup's engine is one of the catalogue: its reader has checked that. */
    public static Workload workload(TrialSetup setup, NanoClock clock, EngineSink sink) {
        EngineWorkload workload = new EngineWorkload(setup, engine(setup), EngineLayer.ofBundle(), clock, sink);
        boolean callsProbe = setup.client() && !kind(setup).programAt(false);
        boolean tied = callsProbe && kind(setup).protocol() == EngineKind.Protocol.TARE;
        return tied ? new TiedWorkload(setup, workload, clock) : workload;
    }

    static Engine engine(TrialSetup setup) {
        Engine engine = ALL.get(setup.engine());
        if (engine == null) {
            throw new IllegalStateException("no calls of engine " + setup.engine());
        }
        return engine;
    }

    /** The setup's engine. */
    public static EngineKind kind(TrialSetup setup) {
        return Catalog.find(Catalog.engines(), setup.engine()).orElseThrow();
    }
}
