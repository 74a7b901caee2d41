package dev.tare.controller.analysis.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tare.common.histogram.HistogramCodec;
import dev.tare.common.histogram.HistogramFormatException;
import dev.tare.controller.archive.DeviceLatencyData;
import dev.tare.controller.archive.IntervalData;
import dev.tare.controller.archive.KeptHistogram;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DeviceNumbersTest {

    @Test
    void theShareIsOfAllTransactionsTogether() throws HistogramFormatException {
        SortedMap<String, Double> values = numbers(
                new DeviceLatencyData(of(30_000, 3), of(10_000, 3), 1),
                new DeviceLatencyData(of(10_000, 1), of(10_000, 1), 0));
        // 40 µs of 140
        assertThat(values.get(DeviceNumbers.RATIO)).isCloseTo(40.0 / 140, within(0.001));
        assertThat(values).containsEntry(DeviceNumbers.UNSTAMPED, 1.0);
        assertThat(values.get(DeviceNumbers.DEVICE + ".p50")).isCloseTo(30_000, within(30.0));
        assertThat(values.get(DeviceNumbers.ABOVE + ".max")).isCloseTo(10_000, within(10.0));
    }

    @Test
    void withoutAStampThereIsNoShare() throws HistogramFormatException {
        assertThat(numbers(new DeviceLatencyData(of(1, 0), of(1, 0), 7)))
                .containsOnlyKeys(DeviceNumbers.UNSTAMPED)
                .containsEntry(DeviceNumbers.UNSTAMPED, 7.0);
    }

    @Test
    void whoWasNotAskedTellsNothing() {
        assertThat(numbers((DeviceLatencyData) null)).isEmpty();
    }

    private static KeptHistogram of(long nanos, long count) throws HistogramFormatException {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(nanos, count);
        return KeptHistogram.of(HistogramCodec.encode(histogram));
    }

    private static SortedMap<String, Double> numbers(@Nullable DeviceLatencyData... told) {
        SortedMap<String, Double> values = new TreeMap<>();
        List<IntervalData> intervals = java.util.Arrays.stream(told)
                .map(it -> new IntervalData(0, true, 0, 1, null, null, 1L, null, null, null, it, null, null))
                .toList();
        DeviceNumbers.put(values, new Window(intervals, 0, 1, 1, 0));
        return values;
    }
}
