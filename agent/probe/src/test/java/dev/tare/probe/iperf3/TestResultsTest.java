package dev.tare.probe.iperf3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results as iperf3 writes them, and as nobody should. */
final class TestResultsTest {

    @Test
    void whatIperf3DoesNotKnowIsAbsent() throws Refusal {
        // -1 without its sign; and what C prints of a jitter that is none
        TestResults results = read("""
                {"cpu_util_total":1.5,"cpu_util_user":0.5,"cpu_util_system":1,"sender_has_retransmits":-1,
                "congestion_used":"cubic","streams":[{"id":1,"bytes":1000,"retransmits":18446744073709551615,
                "jitter":null,"errors":0,"packets":0,"start_time":0,"end_time":1.5}]}""");
        assertThat(results.congestion()).isEqualTo("cubic");
        assertThat(results.cpu()).isEqualTo(new CpuShare(0.5, 1));
        assertThat(results.streams()).containsExactly(new StreamResult(1, 1000, -1, 0, 0, 0, 0, 0, 1.5));
    }

    @Test
    void whatIsWrittenIsReadBack() throws Refusal {
        TestResults results = new TestResults(
                new CpuShare(1, 2),
                "reno",
                List.of(new StreamResult(1, 5, 3, 0, 0, 0, 0, 0, 2), new StreamResult(3, 7, -1, 0.5, 2, 1, 9, 4, 2)));
        assertThat(read(results.write(1).toString())).isEqualTo(results);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"streams\":{}}",
                "{\"streams\":[1]}",
                "{\"streams\":[{}]}",
                "{\"streams\":[{\"id\":0,\"bytes\":0,\"retransmits\":0,\"errors\":0,\"packets\":0}]}",
                "{\"streams\":[{\"id\":1,\"bytes\":-1,\"retransmits\":0,\"errors\":0,\"packets\":0}]}",
                "{\"streams\":[{\"id\":1,\"bytes\":1e300,\"retransmits\":0,\"errors\":0,\"packets\":0}]}"
            })
    void whatMakesNoSenseIsRefused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(Refusal.class);
    }

    private static TestResults read(String json) throws Refusal {
        return TestResults.read(Fields.of(json.getBytes(StandardCharsets.UTF_8), Refusal.BAD_RESULTS));
    }
}
