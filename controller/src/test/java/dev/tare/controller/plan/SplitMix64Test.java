package dev.tare.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SplitMix64Test {

    @Test
    void givesThePublishedSequence() {
        SplitMix64 random = new SplitMix64(1234567);
        assertThat(new long[] {random.nextLong(), random.nextLong(), random.nextLong()})
                .containsExactly(
                        6457827717110365317L, 3203168211198807973L, Long.parseUnsignedLong("9817491932198370423"));
    }

    @Test
    void drawsEveryNumberBelowTheBoundAboutAsOften() {
        SplitMix64 random = new SplitMix64(1);
        int[] drawn = new int[5];
        IntStream.range(0, 50_000).forEach(i -> drawn[random.below(5)]++);
        assertThat(IntStream.of(drawn).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(9_600, 10_400));
    }
}
