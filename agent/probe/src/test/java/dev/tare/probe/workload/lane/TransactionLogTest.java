package dev.tare.probe.workload.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class TransactionLogTest {

    @Test
    void aLatencyCountsWhenItIsToldAndOnce() {
        TransactionLog log = TransactionLog.ofLatencies();
        log.tell();
        log.took(5_000);
        assertThat(taken(log).getTotalCount()).isZero();
        log.tell();
        log.tell();
        Histogram taken = taken(log);
        assertThat(taken.getTotalCount()).isOne();
        assertThat(taken.getMaxValue()).isBetween(4_990L, 5_010L);
        assertThat(log.count()).isEmpty();
    }

    @Test
    void whatIsOnlyCountedHasNoHistogram() {
        TransactionLog log = TransactionLog.ofCounts();
        for (int i = 0; i < 3; i++) {
            log.took(-1);
            log.tell();
        }
        log.took(1);
        assertThat(log.count()).hasValue(3);
        assertThat(log.takeLatencies(null)).isEmpty();
    }

    private static Histogram taken(TransactionLog log) {
        return log.takeLatencies(null).orElseThrow();
    }
}
