package dev.tare.probe.workload.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class StreamLanesTest {

    @Test
    void streamsAreDealtOutOneAfterTheOther() {
        assertThat(StreamLanes.shares(List.of(0, 1, 2, 3, 4, 5, 6, 7), 2))
                .containsExactly(List.of(0, 2, 4, 6), List.of(1, 3, 5, 7));
        assertThat(StreamLanes.shares(List.of(0, 1, 2, 3), 1)).containsExactly(List.of(0, 1, 2, 3));
    }

    @Test
    void whatDoesNotDivideEvenlyIsSpread() {
        assertThat(StreamLanes.shares(List.of(0, 1, 2, 3, 4), 3))
                .containsExactly(List.of(0, 3), List.of(1, 4), List.of(2));
    }

    @Test
    void asManyThreadsAsStreamsAreOneForEachInTheirOrder() {
        assertThat(StreamLanes.shares(List.of(0, 1, 2), 3)).containsExactly(List.of(0), List.of(1), List.of(2));
    }
}
