package dev.tare.controller.engine;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.Traffic;
import dev.tare.controller.archive.EngineRunData;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * netperf's omni output: a line {@code NAME=value} for each of the names it was asked for. The client writes it, of both sides;
 * local is the client's, remote the server's. What it does not know it gives as -1.
 */
final class NetperfReader implements EngineReader {

    private static final double BYTES_PER_MEGABIT = 1e6 / 8;
    private static final double NANOS_PER_MICRO = 1e3;

    private static final Map<String, String> LATENCIES = Map.of(
            "P50_LATENCY", "latency_ns.p50",
            "P90_LATENCY", "latency_ns.p90",
            "P99_LATENCY", "latency_ns.p99",
            "MAX_LATENCY", "latency_ns.max");

    @Override
    public void read(Cell cell, TrialRecord.Timing timing, Map<Side, List<EngineRunData>> runs, Reading reading) {
        List<EngineRunData> ofClient = runs.getOrDefault(Side.CLIENT, List.of());
        List<EngineRunData> measured =
                ofClient.stream().filter(EngineRunData::measured).toList();
        if (measured.isEmpty()) {
            reading.problem("netperf was never run for the window");
            return;
        }
        Map<String, String> values = values(measured.getLast().out());
        Traffic traffic = Catalog.find(Catalog.workloads(), cell.workload().name())
                .orElseThrow()
                .traffic();
        boolean clientSends = traffic.clientSends(cell.workload().options());
        ofClient.forEach(run -> add(values(run.out()), traffic, clientSends, reading));
        if (traffic instanceof Traffic.Exchanges) {
            exchanges(values, reading);
        } else {
            stream(values, clientSends, reading);
        }
        reading.value(
                "retransmitted_segments",
                number(values, clientSends ? "LOCAL_TRANSPORT_RETRANS" : "REMOTE_TRANSPORT_RETRANS"));
        reading.congestion(Side.CLIENT, values.getOrDefault("LOCAL_CONG_CONTROL", ""));
        reading.congestion(Side.SERVER, values.getOrDefault("REMOTE_CONG_CONTROL", ""));
    }

    /**
     * Payload of one run, which may be the warm-up's. A sender does not count the block in which its time is up: of a
     * connection what was received is what was sent.
     */
    private static void add(Map<String, String> values, Traffic traffic, boolean clientSends, Reading reading) {
        if (traffic instanceof Traffic.Stream) {
            Side sender = clientSends ? Side.CLIENT : Side.SERVER;
            number(values, clientSends ? "REMOTE_BYTES_RECVD" : "LOCAL_BYTES_RECVD")
                    .ifPresent(bytes -> {
                        reading.sent(sender, bytes);
                        reading.received(sender.other(), bytes);
                        reading.sent(sender.other(), 0);
                        reading.received(sender, 0);
                    });
            return;
        }
        number(values, "LOCAL_BYTES_SENT").ifPresent(it -> reading.sent(Side.CLIENT, it));
        number(values, "LOCAL_BYTES_RECVD").ifPresent(it -> reading.received(Side.CLIENT, it));
        number(values, "REMOTE_BYTES_SENT").ifPresent(it -> reading.sent(Side.SERVER, it));
        number(values, "REMOTE_BYTES_RECVD").ifPresent(it -> reading.received(Side.SERVER, it));
    }

    private static void exchanges(Map<String, String> values, Reading reading) {
        OptionalDouble rate = number(values, "TRANSACTION_RATE");
        if (rate.isEmpty()) {
            reading.problem("netperf tells no rate of transactions");
        }
        reading.value("transactions_per_second", rate);
        LATENCIES.forEach((told, name) ->
                number(values, told).ifPresent(micros -> reading.value(name, micros * NANOS_PER_MICRO)));
    }

    private static void stream(Map<String, String> values, boolean clientSends, Reading reading) {
        String units = values.getOrDefault("THROUGHPUT_UNITS", "");
        OptionalDouble received = number(values, clientSends ? "REMOTE_RECV_THROUGHPUT" : "LOCAL_RECV_THROUGHPUT");
        if (!units.equals("10^6bits/s") || received.isEmpty()) {
            reading.problem("netperf tells no throughput in 10^6bits/s");
            return;
        }
        reading.value("goodput_bytes_per_second", received.getAsDouble() * BYTES_PER_MEGABIT);
    }

    /** Empty of what is not told, no number, or below zero. */
    private static OptionalDouble number(Map<String, String> values, String name) {
        String text = values.getOrDefault(name, "");
        return text.matches("[0-9]{1,18}(\\.[0-9]{1,9})?")
                ? OptionalDouble.of(Double.parseDouble(text))
                : OptionalDouble.empty();
    }

    private static Map<String, String> values(String output) {
        Map<String, String> values = new HashMap<>();
        output.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1).strip());
            }
        });
        return values;
    }
}
