package dev.tare.controller.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.SyntheticArchive;
import dev.tare.controller.archive.SyntheticTrial;
import dev.tare.controller.trial.Synchrony;
import dev.tare.controller.trial.Trial;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SynchroniesTest {

    private static final long LATE_NANOS = 700_000;

    @TempDir
    private Path root;

    @Test
    void theStartIsComparedByWhenTrafficBegan() throws Exception {
        Trial trial = new Trial(1, 1, SyntheticArchive.cell("runc", "bridge", "tcp-stream", "unlimited"));
        SyntheticTrial synthetic = new SyntheticTrial(trial, 4e9, 1);
        synthetic.skewNanos = LATE_NANOS;
        SyntheticArchive.empty(root).add(synthetic);

        Synchrony.Skew skew = Objects.requireNonNull(
                Synchronies.of(Archive.open(root).trials().getFirst()).start());

        assertThat(skew.skewNanos()).isCloseTo(LATE_NANOS, within(skew.boundNanos()));
        assertThat(skew.boundNanos()).isBetween(1L, LATE_NANOS / 2);
    }
}
