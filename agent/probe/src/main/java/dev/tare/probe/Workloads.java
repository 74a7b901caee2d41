package dev.tare.probe;

import dev.tare.common.catalog.EngineKind;
import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.exec.EngineSink;
import dev.tare.probe.exec.Engines;
import dev.tare.probe.iperf3.Iperf3Workload;
import dev.tare.probe.setup.TrialSetup;
import dev.tare.probe.workload.Workload;
import dev.tare.probe.workload.http.HttpWorkload;
import dev.tare.probe.workload.tcp.TcpWorkload;
import dev.tare.probe.workload.tls.TlsWorkload;
import dev.tare.probe.workload.udp.UdpWorkload;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** The implementation of every workload of the catalogue, by the probe itself or by the engine that a setup names. */
final class Workloads {

    private static final Map<String, BiFunction<TrialSetup, NanoClock, Workload>> ALL = Map.ofEntries(
            Map.entry("tcp-stream", TcpWorkload::stream),
            Map.entry("tcp-maerts", TcpWorkload::maerts),
            Map.entry("tcp-bidir", TcpWorkload::bothWays),
            Map.entry("tls-stream", TlsWorkload::stream),
            Map.entry("tcp-rr", TcpWorkload::requestResponse),
            Map.entry("tcp-loaded-rr", TcpWorkload::loadedRequestResponse),
            Map.entry("tcp-crr", TcpWorkload::connectRequestResponse),
            Map.entry("udp-rr", UdpWorkload::requestResponse),
            Map.entry("ping", UdpWorkload::echo),
            Map.entry("udp-owd", UdpWorkload::oneWay),
            Map.entry("udp-stream", UdpWorkload::stream),
            Map.entry("udp-throughput", UdpWorkload::throughput),
            Map.entry("startup", TcpWorkload::startUp),
            Map.entry("http-latency", HttpWorkload::latency),
            Map.entry("http-bandwidth", HttpWorkload::bandwidth));

    private Workloads() {}

    static Set<String> names() {
        return ALL.keySet();
    }

    /** The setup's workload is one of the catalogue: its reader has checked that. */
    static Workload create(TrialSetup setup, NanoClock clock, EngineSink sink) {
        if (Engines.isForeign(setup)) {
            return Engines.workload(setup, clock, sink);
        }
        if (Engines.kind(setup).protocol() == EngineKind.Protocol.IPERF3) {
            return Iperf3Workload.of(setup, clock);
        }
        BiFunction<TrialSetup, NanoClock, Workload> make = ALL.get(setup.workload());
        if (make == null) {
            throw new IllegalStateException("no implementation of workload " + setup.workload());
        }
        return make.apply(setup, clock);
    }
}
