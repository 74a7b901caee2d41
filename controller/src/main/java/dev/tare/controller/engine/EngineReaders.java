package dev.tare.controller.engine;

import dev.tare.common.catalog.Catalog;
import dev.tare.controller.archive.EngineRunData;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialRecord;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The readers of all foreign engines. */
public final class EngineReaders {

    private static final Map<String, EngineReader> ALL = Map.of(
            "ethr", new EthrReader(),
            "iperf3", new Iperf3Reader(),
            "iperf3-client", new Iperf3Reader(),
            "iperf3-server", new Iperf3Reader(),
            "netperf", new NetperfReader(),
            "sockperf", new SockperfReader(),
            "wrk", new WrkReader());

    private EngineReaders() {}

    static Set<String> names() {
        return ALL.keySet();
    }

    /** What a trial's engine says; empty where the probe itself produced the traffic. */
    public static Optional<EngineResult> result(TrialRecord trialRecord, Map<Side, SideData> sides) {
        Map<Side, List<EngineRunData>> runs = new EnumMap<>(Side.class);
        sides.forEach((side, data) -> runs.put(side, data.engine()));
        return result(trialRecord.trial().cell(), trialRecord.timing(), runs);
    }

    static Optional<EngineResult> result(Cell cell, TrialRecord.Timing timing, Map<Side, List<EngineRunData>> runs) {
        boolean probeAlone = Catalog.find(Catalog.engines(), cell.engine())
                .filter(engine -> !engine.foreign())
                .isPresent();
        if (probeAlone) {
            return Optional.empty();
        }
        Reading reading = new Reading();
        EngineReader reader = ALL.get(cell.engine());
        if (reader == null) {
            reading.problem("this Tare cannot read what the engine " + cell.engine() + " writes");
        } else {
            reader.read(cell, timing, runs, reading);
        }
        return Optional.of(reading.result());
    }
}
