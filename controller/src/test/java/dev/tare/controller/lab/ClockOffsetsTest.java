package dev.tare.controller.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClockOffsetsTest {

    @ParameterizedTest
    @CsvSource({
        // client, server, uptime -> client, server
        "3600, 86400, 1000, 3600, 86400",
        "-500, 0, 1000, -500, 0",
        "-3600, 0, 1000, 0, 3600",
        "-3600, -7200, 1000, 3600, 0",
        "-990, 0, 1000, -990, 0",
        "-991, 0, 1000, 0, 991"
    })
    void theDifferenceStaysWhereTheKernelRefusesTheOffsets(
            long client, long server, long uptime, long madeClient, long madeServer) {
        ClockOffsets made = offsets(client, server).possibleAfter(Duration.ofSeconds(uptime));
        assertThat(made).isEqualTo(offsets(madeClient, madeServer));
        assertThat(made.of("server").minus(made.of("client"))).isEqualTo(Duration.ofSeconds(server - client));
    }

    @Test
    void noOffsetIsNoOffset() {
        assertThat(ClockOffsets.NONE.possibleAfter(Duration.ofSeconds(5))).isEqualTo(ClockOffsets.NONE);
    }

    @Test
    void aMillenniumIsRefused() {
        assertThatThrownBy(() -> offsets(0, 365L * 1000 * 86_400)).isInstanceOf(IllegalArgumentException.class);
    }

    private static ClockOffsets offsets(long client, long server) {
        return ClockOffsets.of(
                List.of("client", "server"),
                Map.of("client", Duration.ofSeconds(client), "server", Duration.ofSeconds(server)));
    }
}
