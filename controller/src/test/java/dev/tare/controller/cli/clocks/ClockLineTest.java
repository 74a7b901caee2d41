package dev.tare.controller.cli.clocks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

final class ClockLineTest {

    @Test
    void aLineSaysItsVersionLikeEveryDocument() throws Exception {
        String line = new ClockLine(1, "client", "server", -5, 2, 7, 100, 30, true, 0).json();

        assertThat(line).doesNotContain("\n");
        assertThat(new ObjectMapper().readTree(line).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "schemaVersion",
                        "from",
                        "to",
                        "offset_ns",
                        "drift_ppb",
                        "bound_ns",
                        "exchanges",
                        "delay_min_ns",
                        "straight",
                        "wall_steps");
    }
}
