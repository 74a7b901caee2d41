package dev.tare.probe.iperf3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tare.probe.iperf3.TestParameters.Direction;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters as iperf3 writes them, and as nobody should. */
final class TestParametersTest {

    @Test
    void whatDebiansClientAsksForIsUnderstood() throws Refusal {
        TestParameters parameters = read("""
                {"tcp":true,"omit":1,"time":2,"num":0,"blockcount":0,"parallel":3,"bidirectional":true,"len":131072,
                "window":200000,"pacing_timer":1000,"congestion":"cubic","nodelay":true,"client_version":"3.12"}""");
        assertThat(parameters)
                .isEqualTo(new TestParameters(
                        false, Direction.BOTH, 3, 1, 2, 0, 0, 131_072, 0, 200_000, true, "cubic", false, false));
        assertThat(parameters.flows()).isEqualTo(6);
        assertThat(parameters.lengthNanos()).isEqualTo(3_000_000_000L);
    }

    @Test
    void whatIsWrittenIsReadBack() throws Refusal {
        TestParameters parameters = new TestParameters(
                true, Direction.DOWNLOAD, 2, 0, 0, 1000, 0, 1472, 1_000_000_000, 0, false, "", true, true);
        assertThat(read(parameters.write().toString())).isEqualTo(parameters);
        assertThat(parameters.lengthNanos()).isZero();
    }

    @Test
    void limitsOfTheKernelAreReadAndWritten() throws Refusal {
        TestParameters parameters = read("{\"tcp\":true,\"MSS\":1000,\"fqrate\":1e8}");
        assertThat(parameters.limits()).isEqualTo(new TestParameters.Limits(1000, 100_000_000));
        assertThat(read(parameters.write().toString())).isEqualTo(parameters);
        assertThat(read("{\"tcp\":true}").limits()).isEqualTo(TestParameters.Limits.NONE);
    }

    @Test
    void streamsHaveTheNumbersAndWaysOfTheProtocol() throws Refusal {
        TestParameters both = read("{\"tcp\":true,\"parallel\":2,\"bidirectional\":true}");
        assertThat(IntStream.range(0, 4).map(TestParameters::id)).containsExactly(1, 3, 4, 5);
        assertThat(IntStream.range(0, 4).mapToObj(both::clientSends)).containsExactly(true, true, false, false);
        assertThat(read("{\"tcp\":true,\"reverse\":true}").clientSends(0)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; 114",
                "[]; 114",
                "{; 114",
                "{\"tcp\":true,\"udp\":true}; 114",
                "{\"tcp\":true,\"reverse\":true,\"bidirectional\":true}; 114",
                "{\"tcp\":true,\"parallel\":0}; 6",
                "{\"tcp\":true,\"parallel\":129}; 6",
                "{\"tcp\":true,\"parallel\":1.5}; 6",
                "{\"tcp\":true,\"parallel\":\"1\"}; 6",
                "{\"tcp\":true,\"parallel\":1e999999999}; 6",
                "{\"tcp\":true,\"time\":-1}; 5",
                "{\"tcp\":true,\"time\":1e9}; 5",
                "{\"tcp\":true,\"len\":0}; 7",
                "{\"tcp\":true,\"len\":2000000000}; 7",
                "{\"udp\":true,\"len\":15}; 7",
                "{\"udp\":true,\"len\":65508}; 7",
                "{\"tcp\":true,\"window\":1e12}; 8",
                "{\"tcp\":true,\"MSS\":87}; 10",
                "{\"tcp\":true,\"MSS\":9217}; 10",
                "{\"tcp\":true,\"MSS\":\"1000\"}; 10",
                "{\"tcp\":true,\"fqrate\":-1}; 114",
                "{\"tcp\":true,\"omit\":1000}; 114",
                "{\"tcp\":true,\"bandwidth\":NaN}; 114",
                "{\"tcp\":true,\"congestion\":\"../cubic\"}; 114",
                "{\"sctp\":true}; 13",
                "{\"udp\":true,\"reverse\":true,\"burst\":64}; 13",
                "{\"udp\":true,\"bidirectional\":true,\"dont_fragment\":1}; 13",
                "{\"tcp\":true,\"TOS\":16}; 13",
                "{\"tcp\":true,\"authtoken\":\"x\"}; 13"
            })
    void whatMakesNoSenseIsRefusedWithIperf3sNumber(String json, int number) {
        assertThat(catchThrowableOfType(Refusal.class, () -> read(json)).number())
                .isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 100_000})
    void whatIsNestedWithoutEndIsRefused(int depth) {
        String json = "{\"tcp\":true,\"title\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
        assertThat(catchThrowableOfType(Refusal.class, () -> read(json))).hasMessageContaining("no JSON");
    }

    private static TestParameters read(String json) throws Refusal {
        return TestParameters.read(Fields.of(json.getBytes(StandardCharsets.UTF_8), Refusal.BAD_PARAMETERS));
    }
}
