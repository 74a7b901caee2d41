package dev.tare.controller.analysis.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.catalog.NetworkKind;
import dev.tare.controller.archive.PreparedData;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.archive.SyntheticArchive;
import dev.tare.controller.archive.SyntheticTrial;
import dev.tare.controller.timeline.SideClocks;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Chosen;
import dev.tare.controller.trial.ClockExchanges;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.Trial;
import dev.tare.controller.trial.TrialRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DatagramNumbersTest {

    /**
     * UDP's header of 8 bytes is cut with the payload, into parts of the path's MTU without IP's header of 20; all but the last
     * are a multiple of 8. Those of 1450 were counted on a device.
     */
    @ParameterizedTest
    @CsvSource({
        "1500, 16, 1",
        "1500, 1472, 1",
        "1500, 1473, 2",
        "1500, 2952, 2",
        "1500, 2953, 3",
        "1450, 1422, 1",
        "1450, 1423, 2",
        "1450, 2846, 2",
        "1450, 2847, 3",
        "9000, 65507, 8"
    })
    void ofIpv4(int mtu, int size, double fragments) {
        assertThat(numbers("ipv4", mtu, "" + size)).containsEntry(DatagramNumbers.FRAGMENTS, fragments);
    }

    /** IP's header has 40 bytes; and each part, where there are several, a header of 8 besides and a multiple of 8 of the datagram. */
    @ParameterizedTest
    @CsvSource({
        "1500, 1452, 1",
        "1500, 1453, 2",
        "1500, 2888, 2",
        "1500, 2889, 3",
        "1280, 1232, 1",
        "1280, 1233, 2",
        "1450, 2792, 2",
        "1450, 2793, 3",
        "9000, 65507, 8"
    })
    void ofIpv6(int mtu, int size, double fragments) {
        assertThat(numbers("ipv6", mtu, "" + size)).containsEntry(DatagramNumbers.FRAGMENTS, fragments);
    }

    @Test
    void whereTheMtuOrTheSizeIsNotToldNothingIs() {
        assertThat(numbers("ipv4", null, "1472")).isEmpty();
        assertThat(numbers("ipv4", 28, "1472")).isEmpty();
        assertThat(numbers("ipv6", 56, "1472")).isEmpty();
        assertThat(numbers("ipv4", 1500, "many")).isEmpty();
    }

    private static SortedMap<String, Double> numbers(String family, @Nullable Integer mtu, String size) {
        Cell plain = SyntheticArchive.cell("runc", "bridge", "udp-stream", "unlimited");
        Cell cell = new Cell(
                plain.id(),
                plain.runtime(),
                Chosen.of("bridge", Map.of(NetworkKind.FAMILY, family)),
                plain.tuning(),
                Chosen.of("udp-stream", Map.of("size", size)),
                plain.engine(),
                plain.side(),
                plain.link(),
                plain.linkBitsPerSecond(),
                plain.pair());
        TrialRecord record = new SyntheticTrial(new Trial(1, 1, cell), 1, 1).toRecord();
        Evidence evidence = new Evidence(
                record,
                Map.of(Side.CLIENT, new SideData(prepared(mtu), List.of(), List.of(), List.of(), null, List.of())),
                SideClocks.of(record, ClockExchanges.NONE),
                List.of(),
                Optional.empty(),
                new Surroundings(Map.of(), Map.of(), 1500, true, false));
        SortedMap<String, Double> values = new TreeMap<>();
        DatagramNumbers.putFragments(values, evidence, Side.CLIENT);
        return values;
    }

    private static PreparedData prepared(@Nullable Integer mtu) {
        return new PreparedData(
                List.of(), "", false, "", null, 0, null, null, null, null, mtu, null, null, List.of(), null, null, "",
                List.of(), Map.of());
    }
}
