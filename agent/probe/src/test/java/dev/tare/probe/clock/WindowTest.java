package dev.tare.probe.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WindowTest {

    @Test
    void edgesAreEvenAndTheLastIsTheExactEnd() {
        Window window = new Timing(200, 300, 100).from(1_000);
        assertThat(edges(window)).containsExactly(1_000, 1_100, 1_200, 1_300, 1_400, 1_500);
        assertThat(window.endNanos()).isEqualTo(1_500);
        assertThat(window.phaseBefore(2)).isEqualTo(Phase.WARMUP);
        assertThat(window.phaseBefore(3)).isEqualTo(Phase.MEASURE);
    }

    @Test
    void partsThatAreNoMultipleEndWithAShorterSlice() {
        Window window = new Timing(150, 250, 100).from(0);
        assertThat(edges(window)).containsExactly(0, 100, 150, 250, 350, 400);
        assertThat(window.phaseBefore(2)).isEqualTo(Phase.WARMUP);
        assertThat(window.phaseBefore(3)).isEqualTo(Phase.MEASURE);
    }

    @Test
    void warmupMayBeNothingAndAnIntervalMayCoverAll() {
        Window window = new Timing(0, 50, 100).from(-20);
        assertThat(edges(window)).containsExactly(-20, 30);
        assertThat(window.phaseBefore(1)).isEqualTo(Phase.MEASURE);
    }

    @Test
    void passedEdgesAreSkippedButNeverTheEndOfWarmupOrOfTheWindow() {
        Window window = new Timing(300, 300, 100).from(0);
        assertThat(window.nextEdge(0, 10)).as("on time").isEqualTo(1);
        assertThat(window.nextEdge(1, 210))
                .as("one passed, the next ends warm-up")
                .isEqualTo(3);
        assertThat(window.nextEdge(1, 450)).as("warm-up still has to be closed").isEqualTo(3);
        assertThat(window.nextEdge(3, 450)).isEqualTo(5);
        assertThat(window.nextEdge(3, 900)).isEqualTo(6);
        assertThat(window.nextEdge(6, 900)).as("no edge left").isEqualTo(window.edges());
    }

    @Test
    void theClockMayOverflow() {
        Window window = new Timing(0, 200, 100).from(Long.MAX_VALUE - 50);
        assertThat(window.edgeNanos(1)).isEqualTo(Long.MIN_VALUE + 49);
        assertThat(window.nextEdge(0, Long.MAX_VALUE)).isEqualTo(1);
    }

    private static long[] edges(Window window) {
        return IntStream.range(0, window.edges()).mapToLong(window::edgeNanos).toArray();
    }
}
