package dev.tare.controller.engine;

import static dev.tare.controller.engine.Reports.SECOND;
import static dev.tare.controller.engine.Reports.cell;
import static dev.tare.controller.engine.Reports.file;
import static dev.tare.controller.engine.Reports.read;
import static dev.tare.controller.engine.Reports.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.EngineKind;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialRecord;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers from what the engines really wrote, and from what they should not have written. */
final class EngineReadersTest {

    @Test
    void everyForeignEngineHasAReaderAndTheReverse() {
        assertThat(EngineReaders.names())
                .containsExactlyInAnyOrderElementsOf(Catalog.engines().stream()
                        .filter(EngineKind::foreign)
                        .map(EngineKind::name)
                        .toList());
    }

    @Test
    void iperf3CountsWhatTheServerReceived() {
        EngineResult result = iperf3(
                cell("iperf3", "tcp-stream", Map.of("streams", "2")),
                file("iperf3-upload-client.json"),
                file("iperf3-upload-server.json"));
        assertThat(result.problems()).isEmpty();
        assertThat(result.values().get("goodput_bytes_per_second")).isCloseTo(1_530_527_744 / 1.8001, within(1e5));
        assertThat(result.values().get("retransmitted_segments")).isEqualTo(8.0, within(2.0));
        assertThat(result.values().get("rtt_ns")).isBetween(100e3, 2000e3);
        assertThat(result.values()).doesNotContainKeys("latency_ns.p50", "loss_ratio", "jitter_ns");
        assertThat(result.receivedBytes())
                .containsEntry(Side.SERVER, 1_892_679_680L)
                .containsEntry(Side.CLIENT, 0L);
        assertThat(result.sentBytes()).containsEntry(Side.CLIENT, 1_892_679_680L);
        assertThat(result.congestionControl())
                .containsEntry(Side.CLIENT, "cubic")
                .containsEntry(Side.SERVER, "cubic");
        assertThat(result.points())
                .filteredOn(it -> !it.measured())
                .isNotEmpty()
                .allMatch(it -> it.startSeconds() < 0);
        assertThat(result.points().stream()
                        .filter(EngineResult.Point::measured)
                        .mapToDouble(EngineResult.Point::count)
                        .sum())
                .isEqualTo(1_530_527_744.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"seconds\": 0.1, \"bytes\": 1e999",
                "\"seconds\": 1e999, \"bytes\": 5",
                "\"seconds\": 1e-300, \"bytes\": 1e300",
                "\"seconds\": 0.1, \"bytes\": -5",
                "\"start\": -1e999, \"seconds\": 0.1, \"bytes\": 5"
            })
    void whatIsNoNumberIsNoPoint(String sum) {
        EngineResult result = iperf3(
                cell("iperf3", "tcp-stream", Map.of()),
                file("iperf3-upload-client.json"),
                "{\"intervals\": [{\"sum\": {\"start\": 0, " + sum + "}}]}");
        assertThat(result.points()).isEmpty();
        assertThat(result.values().values()).allMatch(Double::isFinite);
    }

    /** A sum over the other intervals would look like a slower link. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"seconds\": 1",
                "\"seconds\": 1, \"bytes\": -nan",
                "\"seconds\": 1, \"bytes\": \"5\"",
                "\"seconds\": 1, \"bytes\": 1e999",
                "\"bytes\": 5"
            })
    void anIntervalThatDoesNotTellItsBytesLeavesNoGoodput(String sum) {
        EngineResult result = iperf3(
                cell("iperf3", "tcp-stream", Map.of()),
                file("iperf3-upload-client.json"),
                intervals("\"seconds\": 1, \"bytes\": 5", sum));
        assertThat(result.problems())
                .containsExactly("iperf3 does not tell bytes and seconds of each interval that it measured");
        assertThat(result.values()).doesNotContainKey("goodput_bytes_per_second");
        assertThat(result.receivedBytes().getOrDefault(Side.SERVER, -1L)).isNotEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", \"lost_packets\": null", ", \"lost_packets\": nan", ", \"lost_packets\": \"0\""})
    void anIntervalThatDoesNotTellItsLossLeavesNoLoss(String lost) {
        String whole = "\"seconds\": 1, \"bytes\": 14720, \"packets\": 10, \"lost_packets\": 2";
        Cell cell = cell("iperf3", "udp-stream", Map.of("size", "1472"));
        String client = file("iperf3-datagrams-client.json");
        EngineResult told = iperf3(cell, client, intervals(whole, whole));
        assertThat(told.values()).containsEntry("loss_ratio", 0.2);
        EngineResult result =
                iperf3(cell, client, intervals(whole, "\"seconds\": 1, \"bytes\": 14720, \"packets\": 10" + lost));
        assertThat(result.problems()).isEmpty();
        assertThat(result.values())
                .containsEntry("goodput_bytes_per_second", 14_720.0)
                .doesNotContainKey("loss_ratio");
    }

    /** A document of two. */
    private static String intervals(String first, String second) {
        return "{\"intervals\": [{\"sum\": {\"start\": 0, " + first + "}}, {\"sum\": {\"start\": 1, " + second + "}}]}";
    }

    @Test
    void iperf3CountsWhatTheClientReceivedOfADownload() {
        EngineResult result = iperf3(
                cell("iperf3", "tcp-maerts", Map.of()),
                file("iperf3-download-client.json"),
                file("iperf3-download-server.json"));
        assertThat(result.problems()).isEmpty();
        assertThat(result.values().get("goodput_bytes_per_second")).isCloseTo(1_369_702_400 / 2.0199, within(1e5));
        assertThat(result.receivedBytes()).containsEntry(Side.CLIENT, 2_531_524_608L);
        assertThat(result.sentBytes())
                .containsEntry(Side.SERVER, 2_531_524_608L)
                .containsEntry(Side.CLIENT, 0L);
    }

    @Test
    void iperf3KnowsLossAndJitterOfDatagrams() {
        EngineResult result = iperf3(
                cell("iperf3", "udp-stream", Map.of("size", "1472")),
                file("iperf3-datagrams-client.json"),
                file("iperf3-datagrams-server.json"));
        assertThat(result.values().get("goodput_bytes_per_second")).isCloseTo(30_442_432 / 2.5181, within(1e4));
        assertThat(result.values().get("sent_bytes_per_second")).isCloseTo(44_542_720 / 2.5197, within(1e4));
        assertThat(result.values().get("loss_ratio")).isBetween(0.3, 0.4);
        assertThat(result.values().get("jitter_ns")).isPositive();
        assertThat(result.values()).doesNotContainKey("rtt_ns");
        assertThat(result.sentBytes().get(Side.CLIENT))
                .isGreaterThanOrEqualTo(result.receivedBytes().get(Side.SERVER));
    }

    @Test
    void iperf3ThatOnlySendsTellsWhatTheProbeCannotKnow() {
        Cell datagrams = cell("iperf3-client", "udp-stream", Map.of("size", "1472"));
        EngineResult result = read(
                datagrams, 2 * SECOND, Map.of(Side.CLIENT, List.of(run(true, file("iperf3-datagrams-client.json")))));
        assertThat(result.counts()).isFalse();
        assertThat(result.problems()).isEmpty();
        assertThat(result.values()).containsOnlyKeys("sent_bytes_per_second");
        assertThat(result.points()).isEmpty();
        assertThat(result.sentBytes()).containsOnlyKeys(Side.CLIENT);
        assertThat(result.receivedBytes()).containsOnlyKeys(Side.CLIENT).containsEntry(Side.CLIENT, 0L);

        EngineResult connection = read(
                cell("iperf3-client", "tcp-stream", Map.of("streams", "2")),
                2 * SECOND,
                Map.of(Side.CLIENT, List.of(run(true, file("iperf3-upload-client.json")))));
        assertThat(connection.counts()).isFalse();
        assertThat(connection.values()).containsOnlyKeys("retransmitted_segments", "rtt_ns");
        assertThat(connection.sentBytes()).isEmpty();
        assertThat(connection.congestionControl()).containsEntry(Side.CLIENT, "cubic");
    }

    @Test
    void iperf3ThatOnlyReceivesCounts() {
        EngineResult result = read(
                cell("iperf3-server", "tcp-stream", Map.of("streams", "2")),
                2 * SECOND,
                Map.of(Side.SERVER, List.of(run(true, file("iperf3-upload-server.json")))));
        assertThat(result.counts()).isTrue();
        assertThat(result.problems()).isEmpty();
        assertThat(result.values()).containsOnlyKeys("goodput_bytes_per_second");
        assertThat(result.receivedBytes()).containsOnlyKeys(Side.SERVER);
        assertThat(result.sentBytes()).containsOnlyKeys(Side.SERVER).containsEntry(Side.SERVER, 0L);
    }

    @Test
    void whoseProbeIsAloneHasNoEngineToRead() {
        assertThat(EngineReaders.result(
                        cell("builtin-iperf3", "tcp-stream", Map.of()),
                        new TrialRecord.Timing(0, 1L, 2L, SECOND, SECOND, SECOND / 10, 9 * SECOND),
                        Map.of()))
                .isEmpty();
    }

    @Test
    void iperf3MayWriteItsDocumentTwiceAndNumbersThatAreNone() {
        String server = file("iperf3-upload-server.json");
        String odd = server.replaceFirst("\"host_total\":\t[0-9.]+", "\"host_total\":\t-nan") + "\n" + server
                + "\niperf3: the client has terminated\n";
        EngineResult result =
                iperf3(cell("iperf3", "tcp-stream", Map.of("streams", "2")), file("iperf3-upload-client.json"), odd);
        assertThat(result.problems()).isEmpty();
        assertThat(result.receivedBytes()).containsEntry(Side.SERVER, 1_892_679_680L);
    }

    @Test
    void iperf3TellsItsErrorsInADocumentOfGoodForm() {
        String refused = "{\"start\":{},\"intervals\":[],\"end\":{},\"error\":\"unable to connect to server\"}";
        EngineResult result = iperf3(cell("iperf3", "tcp-stream", Map.of()), refused, "");
        assertThat(result.problems())
                .contains(
                        "iperf3 says on the client: unable to connect to server",
                        "iperf3 wrote no document on the server",
                        "iperf3 tells nothing of what the server received");
        assertThat(result.values()).isEmpty();
    }

    @Test
    void iperf3ThatMeasuredLessThanItWasAskedIsDoubtful() {
        EngineResult result = read(
                cell("iperf3", "tcp-stream", Map.of()),
                4 * SECOND,
                Map.of(
                        Side.CLIENT, List.of(run(true, file("iperf3-upload-client.json"))),
                        Side.SERVER, List.of(run(true, file("iperf3-upload-server.json")))));
        assertThat(result.doubts()).containsExactly("iperf3 measured 1.80 s of the 4.00 s asked for");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[1, 2]",
                "{\"intervals\": 5}",
                "{\"intervals\": [5, {\"sum\": 7}, {\"sum\": {\"bytes\": \"many\", \"seconds\": -1}}]}",
                "{\"intervals\": [{\"sum\": {\"bytes\": nan, \"seconds\": inf, \"omitted\": \"perhaps\"}}]}",
                "\u0000\u0001\ufffd",
                "{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{"
            })
    void noOutputIsMoreThanAProblem(String output) {
        for (String engine : EngineReaders.names()) {
            String workload = Catalog.find(Catalog.engines(), engine)
                    .orElseThrow()
                    .services()
                    .getFirst()
                    .workload();
            EngineResult result = iperf3(cell(engine, workload, Map.of()), output, output);
            assertThat(result.problems()).isNotEmpty();
            assertThat(result.values()).doesNotContainKeys("goodput_bytes_per_second", "transactions_per_second");
        }
    }

    @Test
    void thousandsOfBrokenDocumentsAreReadInNoTime() {
        String broken = "{\"a\":\n".repeat(200_000);
        // of this thread: other tests beside it are not the reader's
        long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        assertThat(StrangeJson.documents(broken)).isEmpty();
        assertThat(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun)
                .isLessThan(10 * SECOND);
    }

    @Test
    void netperfTellsRatesAndLatencies() {
        EngineResult result = read(
                cell("netperf", "tcp-rr", Map.of()),
                SECOND,
                Map.of(
                        Side.CLIENT,
                        List.of(run(false, file("netperf-tcp-rr.txt")), run(true, file("netperf-tcp-rr.txt")))));
        assertThat(result.problems()).isEmpty();
        assertThat(result.values())
                .containsEntry("transactions_per_second", 6965.294)
                .containsEntry("latency_ns.p50", 64e3)
                .containsEntry("latency_ns.p99", 307e3)
                .doesNotContainKey("latency_ns.p999");
        // warm-up and window
        assertThat(result.sentBytes()).containsEntry(Side.CLIENT, 2 * 6967L).containsEntry(Side.SERVER, 2 * 6967L);
        assertThat(result.congestionControl()).containsEntry(Side.CLIENT, "cubic");
    }

    @Test
    void netperfsReceiverIsTheOneThatReceives() {
        EngineResult up = netperf("tcp-stream", "netperf-tcp-stream.txt");
        assertThat(up.values()).containsEntry("goodput_bytes_per_second", 3115.06 * 125_000);
        assertThat(up.receivedBytes()).containsEntry(Side.SERVER, 394_788_864L).containsEntry(Side.CLIENT, 0L);
        EngineResult down = netperf("tcp-maerts", "netperf-tcp-maerts.txt");
        assertThat(down.values()).containsEntry("goodput_bytes_per_second", 4104.51 * 125_000);
        assertThat(down.receivedBytes()).containsEntry(Side.CLIENT, 513_409_024L);
    }

    @Test
    void whatNetperfDoesNotKnowIsAbsent() {
        EngineResult result = read(
                cell("netperf", "tcp-crr", Map.of()),
                SECOND,
                Map.of(
                        Side.CLIENT,
                        List.of(run(true, "TRANSACTION_RATE=12.5\nLOCAL_TRANSPORT_RETRANS=-1\nP50_LATENCY=-1\n"))));
        assertThat(result.values()).containsOnlyKeys("transactions_per_second");
    }

    @Test
    void sockperfsValidDurationCounts() {
        EngineResult result = read(
                cell("sockperf", "tcp-rr", Map.of("request", "14", "response", "14")),
                3 * SECOND,
                Map.of(Side.CLIENT, List.of(run(true, file("sockperf-tcp-rr.txt")))));
        assertThat(result.problems()).isEmpty();
        assertThat(result.values().get("transactions_per_second")).isCloseTo(41_238 / 1.897, within(1e-6));
        assertThat(result.values())
                .containsEntry("latency_ns.p50", 23_103.0)
                .containsEntry("latency_ns.p99", 111_759.0)
                .containsEntry("latency_ns.p999", 4_172_928.0);
        assertThat(result.sentBytes()).containsEntry(Side.CLIENT, 62_276L * 14);
        assertThat(result.receivedBytes()).containsEntry(Side.CLIENT, 62_275L * 14);
    }

    private static EngineResult netperf(String workload, String file) {
        EngineResult result =
                read(cell("netperf", workload, Map.of()), SECOND, Map.of(Side.CLIENT, List.of(run(true, file(file)))));
        assertThat(result.problems()).isEmpty();
        return result;
    }

    private static EngineResult iperf3(Cell cell, String client, String server) {
        return read(
                cell,
                2 * SECOND,
                Map.of(Side.CLIENT, List.of(run(true, client)), Side.SERVER, List.of(run(true, server))));
    }
}
