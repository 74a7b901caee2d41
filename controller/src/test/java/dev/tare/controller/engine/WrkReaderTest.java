package dev.tare.controller.engine;

import static dev.tare.controller.engine.Reports.SECOND;
import static dev.tare.controller.engine.Reports.cell;
import static dev.tare.controller.engine.Reports.file;
import static dev.tare.controller.engine.Reports.read;
import static dev.tare.controller.engine.Reports.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.trial.Side;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers from what wrk wrote, and from what it should not have written. */
final class WrkReaderTest {

    private static final String REPORT = """
            Running 2s test @ http://10.1.0.2:7412/
              1 threads and 1 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency    54.01us   20.92us   1.20m    91.59%
                Req/Sec    18.36k     1.04k   19.74k    71.43%
              Latency Distribution
                 50%   50.00us
                 75%   56.00us
                 90%   71.00us
                 99%    1.25ms
              38351 requests in 2.10s, 1.43MB read
            Requests/sec:  18262.13
            Transfer/sec:    695.53KB
            """;

    @Test
    void wrkTellsRatesAndLatencies() {
        EngineResult result = wrk("http-latency", Map.of(), file("wrk-http-latency.txt"));
        assertThat(result.problems()).isEmpty();
        assertThat(result.doubts()).isEmpty();
        assertThat(result.values())
                .containsOnlyKeys(
                        "transactions_per_second",
                        "latency_ns.p50",
                        "latency_ns.p90",
                        "latency_ns.p99",
                        "latency_ns.max");
        assertThat(result.receivedBytes()).containsOnlyKeys(Side.CLIENT);
        assertThat(result.sentBytes()).isEmpty();
    }

    @Test
    void wrksWholeAnswersAreTheGoodput() {
        EngineResult result = wrk(
                "http-bandwidth",
                Map.of("streams", "4"),
                REPORT.replace("Requests/sec:  18262.13", "Requests/sec:   1000.25"));
        assertThat(result.values()).containsOnly(Map.entry("goodput_bytes_per_second", 1000.25 * 1024 * 1024));
        assertThat(result.receivedBytes())
                .containsEntry(
                        Side.CLIENT,
                        38_351L * ("HTTP/1.1 200 OK\r\nContent-Length: 1048576\r\n\r\n".length() + 1048576));
        String few = REPORT.replace("38351 requests", "120 requests");
        assertThat(wrk("http-bandwidth", Map.of("streams", "4"), few).doubts())
                .containsExactly("wrk counts whole answers, and had 120");
    }

    @Test
    void wrksUnitsAreUnderstood() {
        assertThat(wrk("http-latency", Map.of(), REPORT).values())
                .containsEntry("transactions_per_second", 18262.13)
                .containsEntry("latency_ns.p50", 50e3)
                .containsEntry("latency_ns.p90", 71e3)
                .containsEntry("latency_ns.p99", 1.25e6)
                .containsEntry("latency_ns.max", 72e9);
    }

    @Test
    void whatWentWrongForWrkIsTold() {
        String broken = REPORT + "  Socket errors: connect 0, read 3, write 0, timeout 0\n";
        assertThat(wrk("http-latency", Map.of(), broken).problems())
                .containsExactly("wrk had errors: connect 0, read 3, write 0");
        String late = REPORT + "  Socket errors: connect 0, read 0, write 0, timeout 2\n";
        EngineResult doubtful = wrk("http-latency", Map.of(), late);
        assertThat(doubtful.problems()).isEmpty();
        assertThat(doubtful.doubts()).containsExactly("wrk left 2 latencies out, which were over two seconds");
        assertThat(wrk("http-bandwidth", Map.of(), late).doubts()).isEmpty();
        assertThat(wrk("http-latency", Map.of(), REPORT + "  Non-2xx or 3xx responses: 7\n")
                        .problems())
                .containsExactly("wrk was refused 7 times");
        assertThat(wrk("http-latency", Map.of(), "unable to connect to 10.1.0.2:7412 Connection refused\n")
                        .problems())
                .containsExactly("wrk tells of no answers: unable to connect to 10.1.0.2:7412 Connection refused");
        assertThat(wrk("http-latency", Map.of(), REPORT.replace("38351 requests", "0 requests"))
                        .values())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  38351 requests in 2.10s\nRequests/sec: many\n",
                "  38351 requests in 2.10s\nRequests/sec: -5.00\n",
                "  99999999999999999999 requests in 2.10s\nRequests/sec: 5.00\n",
                "  38351 requests in 2.10s\nRequests/sec: 1e999\n",
                "Requests/sec: 18262.13\n"
            })
    void numbersThatAreNoneAreNotWrks(String output) {
        EngineResult result = wrk("http-latency", Map.of(), output);
        assertThat(result.problems()).hasSize(1);
        assertThat(result.values()).isEmpty();
    }

    private static EngineResult wrk(String workload, Map<String, String> options, String out) {
        return read(cell("wrk", workload, options), 2 * SECOND, Map.of(Side.CLIENT, List.of(run(true, out))));
    }
}
