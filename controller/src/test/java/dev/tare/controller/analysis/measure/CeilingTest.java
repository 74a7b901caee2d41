package dev.tare.controller.analysis.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Chosen;
import dev.tare.controller.trial.Pair;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CeilingTest {

    private static final double MIB = 1024.0 * 1024.0;

    @Test
    void tenGigabitEthernetCarries1122MiB() {
        assertThat(Ceiling.goodputBytesPerSecond(10_000_000_000L, 1500, 1448).orElseThrow() / MIB)
                .isCloseTo(1122.3, within(0.05));
        assertThat(Ceiling.goodputBytesPerSecond(10_000_000_000L, 1500, 1448).orElseThrow() * 8)
                .isCloseTo(9.415e9, within(1e6));
    }

    @Test
    void jumboFramesCarryMore() {
        assertThat(Ceiling.goodputBytesPerSecond(10_000_000_000L, 9000, 8948).orElseThrow() * 8)
                .isCloseTo(9.900e9, within(1e6));
    }

    /** 20 bytes more of header in every segment: 10 Gb/s × 1428 / 1538. */
    @Test
    void ipv6CarriesLess() {
        Cell cell = cell("bridge", "ipv6");
        assertThat(Ceiling.segmentBytes(cell, 1500, 12)).isEqualTo(1428);
        assertThat(Ceiling.of(cell, 1500).orElseThrow() / MIB).isCloseTo(1106.8, within(0.05));
    }

    @Test
    void anMtuThatIsTunedCounts() {
        Cell cell = new Cell(
                "x",
                Chosen.of("native", Map.of()),
                Chosen.of("host", Map.of()),
                new TreeMap<>(Map.of("mtu", "9000")),
                Chosen.of("tcp-stream", Map.of()),
                "builtin",
                "client",
                "10GE",
                10_000_000_000L,
                Pair.USUAL);
        assertThat(Ceiling.of(cell, 1500).orElseThrow() * 8).isCloseTo(9.900e9, within(1e6));
    }

    /** 22 bytes of each 16406: 1122.3 MiB/s become 1120.8. */
    @Test
    void tlsTakesItsPart() {
        Cell cell = new Cell(
                "x",
                Chosen.of("native", Map.of()),
                Chosen.of("host", Map.of()),
                new TreeMap<>(),
                Chosen.of("tls-stream", Map.of("block", "524288")),
                "builtin",
                "client",
                "10GE",
                10_000_000_000L,
                Pair.USUAL);
        assertThat(Ceiling.of(cell, 1500).orElseThrow() / MIB).isCloseTo(1120.8, within(0.05));
    }

    /** 12 bytes more of payload in every segment: 10 Gb/s × 1460 / 1538. */
    @Test
    void withoutTimestampsSegmentsCarryMore() {
        assertThat(Ceiling.of(tuned("0"), 1500).orElseThrow() * 8).isCloseTo(9.493e9, within(0.001e9));
        assertThat(Ceiling.of(tuned("2"), 1500).orElseThrow() * 8).isCloseTo(9.415e9, within(0.001e9));
    }

    private static Cell tuned(String timestamps) {
        return new Cell(
                "x",
                Chosen.of("native", Map.of()),
                Chosen.of("host", Map.of()),
                new TreeMap<>(Map.of("net.ipv4.tcp_timestamps", timestamps)),
                Chosen.of("tcp-stream", Map.of()),
                "builtin",
                "client",
                "10GE",
                10_000_000_000L,
                Pair.USUAL);
    }

    private static Cell cell(String network, String family) {
        return new Cell(
                "x",
                Chosen.of("native", Map.of()),
                Chosen.of(network, Map.of("family", family)),
                new TreeMap<>(),
                Chosen.of("tcp-stream", Map.of()),
                "builtin",
                "client",
                "10GE",
                10_000_000_000L,
                Pair.USUAL);
    }

    @Test
    void anUnlimitedLinkHasNone() {
        assertThat(Ceiling.goodputBytesPerSecond(0, 1500, 1448)).isEmpty();
    }

    /** 10 Gb/s × 1398 / 1538: the tunnel's 50 bytes go from the segment, not from the frame. */
    @Test
    void aTunnelTakesItsHeadersFromTheSegment() {
        assertThat(Ceiling.of(cell("overlay", "ipv4"), 1500).orElseThrow() * 8).isCloseTo(9.090e9, within(0.001e9));
    }
}
