package dev.tare.probe.iperf3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tare.probe.iperf3.TestParameters.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line of the probe by hand. */
final class HandOptionsTest {

    @Test
    void aServerListensEverywhereUnlessItIsToldWhere() {
        assertThat(HandOptions.of("--server").place()).hasToString("0.0.0.0 port 5201");
        HandOptions told = HandOptions.of("--server", "--address", "::1", "--port", "1", "--once");
        assertThat(told.place().port()).isEqualTo(1);
        assertThat(told.once()).isTrue();
    }

    @Test
    void aClientAsksForWhatIperf3WouldAskFor() {
        TestParameters tcp = HandOptions.of("--client", "127.0.0.1").parameters();
        assertThat(tcp.direction()).isEqualTo(Direction.UPLOAD);
        assertThat(tcp.blockBytes()).isEqualTo(131_072);
        assertThat(tcp.seconds()).isEqualTo(10);
        TestParameters udp = HandOptions.of("--client", "127.0.0.1", "--udp", "--bidirectional", "--streams", "2")
                .parameters();
        assertThat(udp.bitsPerSecond()).isEqualTo(1_048_576);
        assertThat(udp.flows()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--server --client 127.0.0.1",
                "--server --udp",
                "--client 127.0.0.1 --once",
                "--client",
                "--client 127.0.0.1 --reverse --bidirectional",
                "--client 127.0.0.1 --time 0",
                "--client 127.0.0.1 --time ten",
                "--client 127.0.0.1 --time 1 --time 2",
                "--client host.example",
                "-s"
            })
    void whatItDoesNotKnowIsRefused(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> {
            HandOptions options = HandOptions.of(line.isEmpty() ? new String[0] : line.split(" ", -1));
            options.place();
            options.parameters();
        });
    }
}
