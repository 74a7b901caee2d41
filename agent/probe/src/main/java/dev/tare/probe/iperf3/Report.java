package dev.tare.probe.iperf3;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A test in JSON: what each direction carried, and both sides' own words. */
final class Report {

    private static final int SCHEMA_VERSION = 1;

    private Report() {}

    /** {@code client} where that is this side. */
    static JsonObject of(Outcome outcome, boolean client) {
        TestResults ofClient = client ? outcome.own() : outcome.peers();
        TestResults ofServer = client ? outcome.peers() : outcome.own();
        JsonObject report = new JsonObject();
        report.addProperty("schema_version", SCHEMA_VERSION);
        report.add("parameters", outcome.parameters().write());
        addWay(report, "to_server", outcome.parameters(), true, ofClient, ofServer);
        addWay(report, "to_client", outcome.parameters(), false, ofServer, ofClient);
        report.add("client", ofClient.write(retransmits(ofClient)));
        report.add("server", ofServer.write(retransmits(ofServer)));
        return report;
    }

    private static int retransmits(TestResults results) {
        return results.streams().stream().anyMatch(stream -> stream.retransmits() >= 0) ? 1 : -1;
    }

    private static void addWay(
            JsonObject report,
            String name,
            TestParameters parameters,
            boolean toServer,
            TestResults sender,
            TestResults receiver) {
        Map<Integer, StreamResult> sent = byId(sender);
        Map<Integer, StreamResult> received = byId(receiver);
        List<StreamResult> sends = new ArrayList<>();
        List<StreamResult> receives = new ArrayList<>();
        for (int i = 0; i < parameters.flows(); i++) {
            int id = TestParameters.id(i);
            if (parameters.clientSends(i) == toServer && sent.containsKey(id) && received.containsKey(id)) {
                sends.add(sent.get(id));
                receives.add(received.get(id));
            }
        }
        if (!receives.isEmpty()) {
            report.add(name, way(parameters, sends, receives));
        }
    }

    private static JsonObject way(TestParameters parameters, List<StreamResult> sends, List<StreamResult> receives) {
        JsonObject way = new JsonObject();
        long bytes = receives.stream().mapToLong(StreamResult::bytes).sum();
        double seconds =
                receives.stream().mapToDouble(StreamResult::seconds).max().orElse(0);
        way.addProperty(
                "sent_bytes", sends.stream().mapToLong(StreamResult::bytes).sum());
        way.addProperty("received_bytes", bytes);
        way.addProperty("seconds", seconds);
        if (seconds > 0) {
            way.addProperty("goodput_bytes_per_second", bytes / seconds);
        }
        if (parameters.udp()) {
            way.addProperty(
                    "lost_datagrams",
                    receives.stream()
                            .mapToLong(it -> it.lost() - it.omittedLost())
                            .sum());
            way.addProperty(
                    "jitter_ns",
                    receives.stream()
                            .mapToDouble(it -> it.jitterSeconds() * 1e9)
                            .max()
                            .orElse(0));
        }
        return way;
    }

    private static Map<Integer, StreamResult> byId(TestResults results) {
        return results.streams().stream()
                .collect(Collectors.toMap(StreamResult::id, Function.identity(), (first, _) -> first));
    }
}
