package dev.tare.probe.workload.udp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.probe.workload.Datagrams;
import org.junit.jupiter.api.Test;

final class ArrivalsTest {

    private final Arrivals arrivals = new Arrivals();

    @Test
    void whatIsMissingIsExpectedButNotReceived() {
        take(0, 1, 2, 5, 6, 9);
        assertCounts(6, 10, 0, 0);
    }

    @Test
    void aLateOneIsReorderedAndNotLost() {
        take(0, 2, 1, 3);
        assertCounts(4, 4, 1, 0);
    }

    @Test
    void aSecondCopyCountsForNothingElse() {
        take(0, 1);
        assertThat(arrivals.take(1, 0, 0)).isFalse();
        assertThat(arrivals.take(0, 0, 0)).isFalse();
        assertCounts(2, 2, 0, 2);
    }

    @Test
    void memoryGoesRound() {
        take(0, 70_000, 69_999, 135_537);
        assertThat(arrivals.take(70_002, 0, 0))
                .as("one of the 65535 below the highest")
                .isTrue();
        assertThat(arrivals.take(70_000, 0, 0)).as("too old to tell").isFalse();
        assertCounts(5, 135_538, 2, 1);
    }

    @Test
    void numbersOfNobodyAreIgnored() {
        assertThat(arrivals.take(Long.MAX_VALUE, 0, 0)).as("before all others").isFalse();
        take(0);
        assertThat(arrivals.take(Long.MAX_VALUE, 0, 0)).isFalse();
        assertThat(arrivals.take(-1, 0, 0)).isFalse();
        assertThat(arrivals.take(0x5441524501430000L, 0, 0)).isFalse();
        assertCounts(1, 1, 0, 0);
    }

    /** RFC 3550: J += (|D| - J) / 16, whatever the clocks' offset. */
    @Test
    void jitterIsSmoothed() {
        long offset = 1_000_000_000_000L;
        assertThat(arrivals.counts().jitterNanos()).isEmpty();
        arrivals.take(0, offset, 100);
        assertThat(arrivals.counts().jitterNanos()).isEmpty();
        arrivals.take(1, offset + 1_000, 1_100);
        assertThat(arrivals.counts().jitterNanos()).hasValue(0);
        arrivals.take(2, offset + 2_000, 2_100 + 1_600);
        assertThat(arrivals.counts().jitterNanos()).hasValue(100);
        arrivals.take(3, offset + 3_000, 3_100 + 1_600);
        assertThat(arrivals.counts().jitterNanos()).hasValue(94);
    }

    private void take(long... numbers) {
        for (long number : numbers) {
            assertThat(arrivals.take(number, 0, 0)).isTrue();
        }
    }

    private void assertCounts(long received, long expected, long reordered, long duplicates) {
        Datagrams counts = arrivals.counts();
        assertThat(counts.received()).hasValue(received);
        assertThat(counts.expected()).hasValue(expected);
        assertThat(counts.reordered()).hasValue(reordered);
        assertThat(counts.duplicates()).hasValue(duplicates);
    }
}
