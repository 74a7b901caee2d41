package dev.tare.controller.engine;

import static dev.tare.controller.engine.Reports.SECOND;
import static dev.tare.controller.engine.Reports.cell;
import static dev.tare.controller.engine.Reports.read;
import static dev.tare.controller.engine.Reports.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Side;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Numbers from what Ethr wrote, and from what it should not have written. The reports have the form of clientui.go and
 * serverui.go of github.com/microsoft/ethr; the numbers are from runs of version 1.0.0 and of its main branch of December 2025, built
 * from source, over a loopback.
 */
final class EthrReaderTest {

    private static final String WARM_UP = """

            Ethr: Comprehensive Network Performance Measurement Tool (Version: 1.0.0)

            Using destination: 127.0.0.1, ip: 127.0.0.1, port: 7412
            [  6] local 127.0.0.1 port 44705 connected to 127.0.0.1 port 7412
            [  7] local 127.0.0.1 port 60435 connected to 127.0.0.1 port 7412
            - - - - - - - - - - - - - - - - - - - - - - -
            [  ID ]   Protocol    Interval      Bits/s
            [  SUM]     TCP      000-001 sec    13.59G
            Ethr done, duration: 1s.
            Hint: Use -d parameter to change duration of the test.
            """;

    private static final String CLIENT = """
            [  ID ]   Protocol    Interval      Bits/s
            [  SUM]     TCP      000-001 sec    14.68G
            [  SUM]     TCP      001-002 sec    19.29G
            [  SUM]     TCP      002-003 sec    21.43G
            Ethr done, duration: 3s.
            """;

    private static final String SERVER = """
            -----------------------------------------------------------
            Accepting IP version: ipv4, ipv6
            Listening on port 7412 for TCP & UDP
            -----------------------------------------------------------
            [RemoteAddress]  Proto   Bits/s   Conn/s    Pkt/s   Latency
            [    127.0.0.1]    TCP   13.82G        2     --        -- \s
            -----------------------------------------------------------
            [RemoteAddress]  Proto   Bits/s   Conn/s    Pkt/s   Latency
            [    127.0.0.1]    TCP        0        1     --        -- \s
            [    127.0.0.1]    TCP   14.88G        1     --        -- \s
            [    127.0.0.1]    TCP   20.53G        0     --        -- \s
            [    127.0.0.1]    TCP   21.93G        0     --        -- \s
            """;

    private static final String DATAGRAMS = """
            [  ID ]   Protocol    Interval      Bits/s    Pkts/s
            [  SUM]     UDP      000-001 sec   481.52M    40.89K
            [  SUM]     UDP      001-002 sec   898.65M    76.31K
            [  SUM]     UDP      002-003 sec   909.67M    77.25K
            Ethr done, duration: 3s.
            """;

    /** A warm-up of a second, what that went on for, the window, and what that went on for. */
    private static final String DATAGRAM_SERVER = """
            [RemoteAddress]  Proto   Bits/s   Conn/s    Pkt/s   Latency
            [    127.0.0.1]    UDP  697.09M     --     59.20K      -- \s
            [    127.0.0.1]    UDP  133.26M     --     11.32K      -- \s
            [    127.0.0.1]    UDP  481.53M     --     40.89K      -- \s
            [    127.0.0.1]    UDP  898.65M     --     76.31K      -- \s
            [    127.0.0.1]    UDP  909.67M     --     77.25K      -- \s
            [    127.0.0.1]    UDP  172.72M     --     14.67K      -- \s
            """;

    private static final String LATENCIES = """
            Running latency test: 1000, 64
            -----------------------------------------------------------------------------------------
                  Avg       Min       50%       90%       95%       99%     99.9%    99.99%       Max
             93.531us  38.763us  91.302us 138.440us 157.406us 189.305us 237.847us   1.343ms   4.304ms
            106.469us  28.203us 101.520us 140.925us 157.395us 197.971us   1.573ms   5.474ms   7.871ms
            Ethr done, duration: 3s.
            """;

    private static final Cell STREAM = cell("ethr", "tcp-stream", Map.of("streams", "2"));
    private static final Cell EXCHANGES = cell("ethr", "tcp-rr", Map.of("request", "64", "response", "64"));

    @Test
    void theSecondsWithinTheWindowCount() {
        EngineResult result = ethr(STREAM, WARM_UP, CLIENT, SERVER);
        assertThat(result.problems()).isEmpty();
        assertThat(result.doubts()).isEmpty();
        assertThat(result.inWindow())
                .as("what CPUs did belongs to no second of it")
                .isFalse();
        assertThat(result.values()).containsOnlyKeys("goodput_bytes_per_second");
        assertThat(result.values().get("goodput_bytes_per_second")).isCloseTo((20.53e9 + 21.93e9) / 2 / 8, within(1.0));
        assertThat(result.points()).hasSize(2).allMatch(EngineResult.Point::measured);
    }

    /** By its own words: at least what its server told, at most what its client told and two seconds for each call. */
    @Test
    void whatItMovedLiesBetweenTwoNumbers() {
        EngineResult result = ethr(STREAM, WARM_UP, CLIENT, SERVER);
        double told = (13.82 + 14.88 + 20.53 + 21.93) * 1e9 / 8;
        assertThat(bytes(result.receivedBytes(), Side.SERVER)).isBetween(0.999 * told, told);
        double most = (13.59 + 14.68 + 19.29 + 21.43 + 4 * 21.93) * 1e9 / 8;
        assertThat(bytes(result.sentBytes(), Side.CLIENT)).isBetween(most, 1.001 * most);
        assertThat(result.receivedBytes()).containsEntry(Side.CLIENT, 0L);
        assertThat(result.sentBytes()).containsEntry(Side.SERVER, 0L);
    }

    @Test
    void theClientTellsOfADownload() {
        EngineResult result = ethr(cell("ethr", "tcp-maerts", Map.of()), WARM_UP, CLIENT, SERVER);
        assertThat(result.values().get("goodput_bytes_per_second")).isCloseTo((19.29e9 + 21.43e9) / 2 / 8, within(1.0));
        assertThat(bytes(result.receivedBytes(), Side.CLIENT)).isPositive();
        assertThat(bytes(result.sentBytes(), Side.SERVER)).isGreaterThan(bytes(result.receivedBytes(), Side.CLIENT));
    }

    @Test
    void ofDatagramsTheLastSecondIsABeginning() {
        EngineResult result =
                ethr(cell("ethr", "udp-stream", Map.of()), DATAGRAMS.substring(0, 120), DATAGRAMS, DATAGRAM_SERVER);
        assertThat(result.problems()).isEmpty();
        assertThat(result.values())
                .as("packets are rounded too much for a loss")
                .containsOnlyKeys("goodput_bytes_per_second", "sent_bytes_per_second");
        assertThat(result.values().get("goodput_bytes_per_second"))
                .isCloseTo((898.65e6 + 909.67e6) / 2 / 8, within(1.0));
        assertThat(result.values().get("sent_bytes_per_second")).isCloseTo((898.65e6 + 909.67e6) / 2 / 8, within(1.0));
    }

    @Test
    void transactionsFollowFromTheirMean() {
        EngineResult result = ethr(EXCHANGES, LATENCIES, LATENCIES, "");
        assertThat(result.problems()).isEmpty();
        assertThat(result.values())
                .as("percentiles of a thousand are none of the window's")
                .containsOnlyKeys("transactions_per_second", "latency_ns.max");
        assertThat(result.values().get("transactions_per_second")).isCloseTo(10_000, within(0.01));
        assertThat(result.values()).containsEntry("latency_ns.max", 7_871_000.0);
        assertThat(result.points()).hasSize(2);
        assertThat(result.receivedBytes())
                .containsEntry(Side.SERVER, 4_000L * 64)
                .containsEntry(Side.CLIENT, 4_000L * 64);
        assertThat(bytes(result.sentBytes(), Side.CLIENT)).isBetween(8 * 10_000.0 * 64, 8 * 11_000.0 * 64);
    }

    /** One decimal of its main branch, of a number that begins with one. */
    @Test
    void whatIsRoundedTooMuchIsDoubtful() {
        String coarse = SERVER.replace("20.53G", "  1.1G").replace("21.93G", "    1G");
        assertThat(ethr(
                                STREAM,
                                "",
                                CLIENT.replaceAll("[0-9]{2}\\.[0-9]{2}G", "  1.1G"),
                                coarse.replaceAll("1[34]\\.[0-9]{2}G", "  1.1G"))
                        .doubts())
                .containsExactly("ethr rounds what it tells: this rate by up to 4.8%");
        assertThat(ethr(STREAM, WARM_UP, CLIENT, coarse).doubts())
                .as("two decimals are told elsewhere")
                .isEmpty();
    }

    @Test
    void secondsThatAreMissingAreToldOf() {
        String cut = SERVER.substring(0, SERVER.indexOf("[    127.0.0.1]    TCP   20.53G"));
        assertThat(cut).contains("14.88G");
        EngineResult result = ethr(STREAM, WARM_UP, CLIENT, cut.replace("TCP        0", "TCP        x"));
        assertThat(result.doubts()).containsExactly("ethr told of 1 of 2 whole seconds");
    }

    @Test
    void whatItComplainsOfIsAProblemAlthoughItEndsWell() {
        String broken = """
                Error dialing control connection: dial tcp 127.0.0.1:0->127.0.0.1:7412: connect: connection refused
                Ethr done, connection terminated.
                """;
        EngineResult result = ethr(STREAM, broken, broken, "");
        assertThat(result.problems())
                .containsExactly(
                        "ethr says on the client: Error dialing control connection: dial tcp 127.0.0.1:0->127.0.0.1:7412:"
                                + " connect: connection refused",
                        "ethr tells nothing of what the server received: Ethr done, connection terminated.");
        assertThat(ethr(STREAM, WARM_UP, CLIENT + "Ethr done, connection terminated.\n", SERVER)
                        .problems())
                .containsExactly("ethr says on the client: Ethr done, connection terminated.");
        assertThat(ethr(EXCHANGES, "", "Running latency test: 1000, 64\n", "").problems())
                .containsExactly("ethr tells of no 1000 transactions: Running latency test: 1000, 64");
    }

    /** Its log, which it is told not to write: latencies stand under wrong names there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Time\":\"2026-11-26T14:47:04Z\",\"Type\":\"LatencyResult\",\"Avg\":\"93.531us\",\"P50\":\"4.304ms\"}",
                "{\"Time\":\"2026-11-26T14:47:04Z\",\"Type\":\"TestResult\",\"Proto",
                "[    127.0.0.1]    TCP   99999999.99G        0     --        --  ",
                "[    127.0.0.1]    TCP   -5.00G        0     --        --  ",
                "[    127.0.0.1]    TCP   1e99G        0     --        --  ",
                "[    127.0.0.1]    TCP   9.41P        0     --        --  ",
                "[        [SUM]]    TCP   9.41G        0     --        --  ",
                "[  SUM]     TCP      000-001 sec",
                "  93.531us  38.763us  91.302us",
                "  0.000ns  0.000ns  0.000ns  0.000ns  0.000ns  0.000ns  0.000ns  0.000ns  0.000ns",
                "\u0000\u0001\ufffd"
            })
    void linesThatAreNoneOfItsReportsTellNothing(String line) {
        for (Cell cell : List.of(STREAM, EXCHANGES, cell("ethr", "udp-stream", Map.of()))) {
            EngineResult result = ethr(cell, line, line + "\n" + line, line);
            assertThat(result.problems()).isNotEmpty();
            assertThat(result.values()).isEmpty();
        }
    }

    @Test
    void anyAmountOfGarbageIsReadInNoTime() {
        String line = "[    127.0.0.1]    TCP   9.41G        0     --        --  \n";
        String endless = "x".repeat(16_000_000);
        String lines = line.repeat(250_000);
        long begun = cpuNanos();
        assertThat(ethr(STREAM, endless, endless, endless).values()).isEmpty();
        assertThat(ethr(STREAM, "[".repeat(10_000_000), "[ SUM".repeat(500_000), "[\n".repeat(250_000))
                        .values())
                .isEmpty();
        assertThat(ethr(STREAM, "", "", lines).points()).hasSize(2);
        assertThat(cpuNanos() - begun).isLessThan(30 * SECOND);
    }

    /** Of this thread: other tests beside it are not the reader's. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double bytes(Map<Side, Long> all, Side side) {
        return all.getOrDefault(side, -1L);
    }

    private static EngineResult ethr(Cell cell, String warmUp, String measured, String server) {
        return read(
                cell,
                3 * SECOND,
                Map.of(
                        Side.CLIENT,
                        List.of(run(false, warmUp), run(true, measured)),
                        Side.SERVER,
                        List.of(run(true, server))));
    }
}
