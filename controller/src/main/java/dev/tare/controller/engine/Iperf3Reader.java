package dev.tare.controller.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.EngineKind;
import dev.tare.common.catalog.Traffic;
import dev.tare.common.catalog.Transport;
import dev.tare.controller.archive.EngineRunData;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * iperf3, 3.9 and newer. Each side writes a document of its own; the intervals of the side that received are the result, and those
 * that are marked as omitted the warm-up. Its sums at the end are not used: of a server that received they hold zeros, of
 * datagrams with a warm-up numbers of packets that have run over. Where the probe is at one end, it counts its end by itself.
 */
final class Iperf3Reader implements EngineReader {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_MICRO = 1e3;

    /** It counts from when its own timers fire, and the one that ends the warm-up may be late. */
    private static final double LEAST_MEASURED = 0.9;

    @Override
    public void read(Cell cell, TrialRecord.Timing timing, Map<Side, List<EngineRunData>> runs, Reading reading) {
        Traffic traffic = Catalog.find(Catalog.workloads(), cell.workload().name())
                .orElseThrow()
                .traffic();
        Side sender = traffic.clientSends(cell.workload().options()) ? Side.CLIENT : Side.SERVER;
        EngineKind kind = Catalog.find(Catalog.engines(), cell.engine()).orElseThrow();
        boolean sends = kind.programAt(sender == Side.CLIENT);
        boolean receives = kind.programAt(sender == Side.SERVER);
        Document sent = sends ? Document.of(sender, runs, reading) : Document.NONE;
        Document received = receives ? Document.of(sender.other(), runs, reading) : Document.NONE;
        if (sends) {
            // nothing but a few bytes of its control connection
            reading.received(sender, 0);
        }
        if (!receives) {
            reading.onlyTells();
            if (!(sent.sum("seconds", Document::measured) > 0)) { // NaN, too
                reading.problem("iperf3 tells nothing of what the " + sender.word() + " sent");
                return;
            }
            told(sender, sent, cell, traffic, reading);
            return;
        }
        if (received.intervals(it -> true).isEmpty()) {
            reading.problem("iperf3 tells nothing of what the " + sender.other().word() + " received");
            return;
        }
        received(received, timing, reading);
        double bytes = received.sum("bytes", it -> true);
        reading.received(sender.other(), bytes);
        reading.sent(sender.other(), 0);
        if (sends) {
            reading.sent(sender, traffic.transport() == Transport.TCP ? bytes : sentDatagrams(cell, sent, received));
        }
        if (traffic.transport() == Transport.UDP) {
            datagrams(sent, received, reading);
        } else {
            connection(sender, sent, received, reading);
        }
    }

    /** By the sender alone. Of a connection what it sent is what the probe received. */
    private static void told(Side sender, Document sent, Cell cell, Traffic traffic, Reading reading) {
        if (traffic.transport() == Transport.TCP) {
            connection(sender, sent, Document.NONE, reading);
            return;
        }
        // the bytes of an interval that it leaves out, when its warm-up ends late, are among the packets of the next
        reading.sent(sender, sentDatagrams(cell, sent, sent));
        datagrams(sent, Document.NONE, reading);
    }

    /**
     * Bytes. A sender whose warm-up ends late leaves an interval out; the receiver counts what it misses. Of a connection
     * what was received is what was sent.
     */
    private static double sentDatagrams(Cell cell, Document sent, Document received) {
        double size = Double.parseDouble(cell.workload().options().getOrDefault("size", "1"));
        return Math.max(sent.sum("bytes", it -> true), size * received.sum("packets", it -> true));
    }

    private static void received(Document received, TrialRecord.Timing timing, Reading reading) {
        double seconds = received.sum("seconds", Document::measured);
        double bytes = received.sum("bytes", Document::measured);
        double asked = timing.durationNanos() / 1e9;
        if (seconds <= 0) {
            reading.problem("iperf3 measured nothing after its warm-up");
            return;
        }
        if (!Double.isFinite(seconds) || !Double.isFinite(bytes)) {
            reading.problem("iperf3 does not tell bytes and seconds of each interval that it measured");
            return;
        }
        if (seconds < LEAST_MEASURED * asked) {
            reading.doubt(String.format(Locale.ROOT, "iperf3 measured %.2f s of the %.2f s asked for", seconds, asked));
        }
        reading.value("goodput_bytes_per_second", bytes / seconds);
        double omitted = received.sum("seconds", it -> !Document.measured(it));
        for (JsonNode interval : received.intervals(it -> true)) {
            boolean measured = Document.measured(interval);
            reading.point(new EngineResult.Point(
                    Document.number(interval, "start") - (measured ? 0 : omitted),
                    Document.number(interval, "seconds"),
                    Document.number(interval, "bytes"),
                    measured));
        }
    }

    private static void datagrams(Document sent, Document received, Reading reading) {
        double seconds = sent.sum("seconds", Document::measured);
        if (seconds > 0) {
            reading.value("sent_bytes_per_second", sent.sum("bytes", Document::measured) / seconds);
        }
        double packets = received.sum("packets", Document::measured);
        if (packets > 0) {
            reading.value("loss_ratio", Math.max(0, received.sum("lost_packets", Document::measured) / packets));
        }
        OptionalDouble jitter = received.intervals(Document::measured).stream()
                .map(it -> it.path("jitter_ms"))
                .filter(JsonNode::isNumber)
                .mapToDouble(JsonNode::asDouble)
                .average();
        jitter.ifPresent(millis -> reading.value("jitter_ns", millis * NANOS_PER_MILLI));
    }

    private static void connection(Side sender, Document sent, Document received, Reading reading) {
        List<JsonNode> streams = sent.streams(Document::measured);
        if (streams.stream().anyMatch(it -> it.path("retransmits").isNumber())) {
            reading.value(
                    "retransmitted_segments",
                    streams.stream()
                            .mapToDouble(it -> Document.number(it, "retransmits"))
                            .sum());
        }
        // zero where the system does not tell
        reading.value(
                "rtt_ns",
                streams.stream()
                        .mapToDouble(it -> it.path("rtt").asDouble() * NANOS_PER_MICRO)
                        .filter(rtt -> rtt > 0)
                        .average());
        reading.congestion(sender, sent.end("sender_tcp_congestion"));
        reading.congestion(sender.other(), received.end("receiver_tcp_congestion"));
    }

    /** What one side wrote: of several documents the last that has intervals. */
    private record Document(JsonNode json) {

        static final Document NONE = new Document(com.fasterxml.jackson.databind.node.MissingNode.getInstance());

        static Document of(Side side, Map<Side, List<EngineRunData>> runs, Reading reading) {
            List<JsonNode> all = new ArrayList<>();
            for (EngineRunData run : runs.getOrDefault(side, List.of())) {
                all.addAll(StrangeJson.documents(run.out()));
            }
            all.stream()
                    .map(it -> it.path("error"))
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::textValue)
                    .distinct()
                    .forEach(error -> reading.problem("iperf3 says on the " + side.word() + ": " + error));
            if (all.isEmpty()) {
                reading.problem("iperf3 wrote no document on the " + side.word());
            }
            return new Document(all.reversed().stream()
                    .filter(it -> !it.path("intervals").isEmpty())
                    .findFirst()
                    .orElseGet(() -> com.fasterxml.jackson.databind.node.MissingNode.getInstance()));
        }

        static boolean measured(JsonNode interval) {
            return !interval.path("omitted").asBoolean();
        }

        /** Of all streams together. */
        List<JsonNode> intervals(Predicate<JsonNode> wanted) {
            List<JsonNode> sums = new ArrayList<>();
            json.path("intervals").forEach(it -> sums.add(it.path("sum")));
            return sums.stream().filter(JsonNode::isObject).filter(wanted).toList();
        }

        List<JsonNode> streams(Predicate<JsonNode> wanted) {
            List<JsonNode> streams = new ArrayList<>();
            json.path("intervals").forEach(it -> it.path("streams").forEach(streams::add));
            return streams.stream().filter(wanted).toList();
        }

        /** NaN where one of them does not tell. */
        double sum(String field, Predicate<JsonNode> wanted) {
            return intervals(wanted).stream()
                    .mapToDouble(it -> number(it, field))
                    .sum();
        }

        /** NaN where there is none. */
        static double number(JsonNode interval, String field) {
            JsonNode value = interval.path(field);
            return value.isNumber() ? value.asDouble() : Double.NaN;
        }

        String end(String field) {
            return json.path("end").path(field).asText("");
        }
    }
}
