package dev.tare.controller.analysis.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class PercentilesTest {

    @Test
    void aPercentileNeedsAValueAboveIt() {
        assertThat(of(1)).containsOnlyKeys("x.max");
        assertThat(of(2)).containsOnlyKeys("x.max", "x.p50");
        assertThat(of(10)).containsOnlyKeys("x.max", "x.p50", "x.p90");
        assertThat(of(99)).containsOnlyKeys("x.max", "x.p50", "x.p90");
        assertThat(of(100)).containsOnlyKeys("x.max", "x.p50", "x.p90", "x.p99");
        assertThat(of(999)).doesNotContainKey("x.p999");
        assertThat(of(1000)).containsKey("x.p999");
    }

    @Test
    void thousandsShowThousandths() {
        assertThat(Percentiles.shows(10_000, 99.99)).isTrue();
        assertThat(Percentiles.shows(9_999, 99.99)).isFalse();
    }

    private static SortedMap<String, Double> of(int count) {
        Histogram histogram = new Histogram(3);
        for (int i = 1; i <= count; i++) {
            histogram.recordValue(i);
        }
        SortedMap<String, Double> values = new TreeMap<>();
        Percentiles.put(values, "x", histogram);
        return values;
    }

    @Test
    void whatAnEngineCannotHaveSeenIsNotHandedOn() {
        SortedMap<String, Double> values =
                new TreeMap<>(Map.of("latency_ns.p50", 1.0, "latency_ns.p99", 2.0, "latency_ns.p999", 3.0));
        Percentiles.keepShown(values, "latency_ns", 100);
        assertThat(values).containsOnlyKeys("latency_ns.p50", "latency_ns.p99");
        Percentiles.keepShown(values, "latency_ns", 1);
        assertThat(values).isEmpty();
    }
}
