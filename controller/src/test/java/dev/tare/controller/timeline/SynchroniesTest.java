package dev.tare.controller.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.ArchiveLayout;
import dev.tare.controller.archive.ArchivedTrial;
import dev.tare.controller.archive.HostSample;
import dev.tare.controller.archive.SyntheticArchive;
import dev.tare.controller.archive.SyntheticTrial;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.Synchrony;
import dev.tare.controller.trial.Synchrony.Source;
import dev.tare.controller.trial.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SynchroniesTest {

    private static final long LATE_NANOS = 700_000;
    private static final long ROUND_TRIP_NANOS = 20_000;

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

    @Test
    void whatTheAgentsHeardFromEachOtherIsUsedWhereItIsBetter() throws Exception {
        Synchrony two = synchrony(0, 0);
        Synchrony direct = synchrony(ROUND_TRIP_NANOS, 0);
        Synchrony slow = synchrony(4 * ROUND_TRIP_NANOS, 0);

        assertThat(between(two).source()).isEqualTo(Source.CONTROLLER);
        assertThat(between(two).direct()).isNull();
        assertThat(between(two).comparison()).isNull();
        assertThat(between(direct).source()).isEqualTo(Source.DIRECT);
        assertThat(between(direct).boundNanos()).isLessThan(between(two).boundNanos() * 2 / 3);
        assertThat(skew(two).boundNanos() - skew(direct).boundNanos())
                .isCloseTo(ROUND_TRIP_NANOS / 2, within(ROUND_TRIP_NANOS / 10));
        assertThat(skew(direct).skewNanos())
                .isCloseTo(LATE_NANOS, within(skew(direct).boundNanos()));
        assertThat(between(slow).source()).isEqualTo(Source.CONTROLLER);
        assertThat(between(slow).contradicts()).isFalse();
        assertThat(skew(slow)).isEqualTo(skew(two));
    }

    /** Either may be the true one. */
    @Test
    void theBoundCoversTwoWaysThatContradictEachOther() throws Exception {
        Synchrony it = synchrony(ROUND_TRIP_NANOS, 300_000);

        assertThat(between(it).contradicts()).isTrue();
        assertThat(between(it).boundNanos()).isGreaterThan(300_000);
        long skew = skew(it).skewNanos();
        assertThat(LATE_NANOS).isCloseTo(skew, within(skew(it).boundNanos()));
        assertThat(LATE_NANOS - 300_000).isCloseTo(skew, within(skew(it).boundNanos()));
    }

    /** An event of the server is where the client saw it, and where the controller saw it. */
    @Test
    void theTimelineKeepsTheOrderOfEventsOfBothHosts() throws Exception {
        SyntheticTrial synthetic = synthetic(ROUND_TRIP_NANOS, 0);
        SyntheticArchive.empty(root).add(synthetic);
        ArchivedTrial trial = Archive.open(root).trials().getFirst();
        SideClocks clocks = SideClocks.of(trial.trialRecord(), trial.exchanges());
        AgentClock client = clocks.onController(Side.CLIENT).orElseThrow();
        AgentClock server = clocks.onController(Side.SERVER).orElseThrow();
        AgentClock serverOnClient = clocks.onOne(Side.SERVER).orElseThrow();

        assertThat(server).isInstanceOf(PeerClock.class);
        for (HostSample sample : Objects.requireNonNull(trial.side(Side.SERVER)).samples()) {
            Moment there = server.toController(sample.endNanos());
            long onClient = serverOnClient.toController(sample.endNanos()).atNanos();
            assertThat(there.atNanos()).isEqualTo(client.toController(onClient).atNanos());
            assertThat(there.boundNanos()).isBetween(1L, ROUND_TRIP_NANOS + 5_000);
        }
    }

    private SyntheticTrial synthetic(long directRoundTrip, long lie) {
        Trial trial = new Trial(1, 1, SyntheticArchive.cell("runc", "bridge", "tcp-stream", "unlimited"));
        SyntheticTrial synthetic = new SyntheticTrial(trial, 4e9, 1);
        synthetic.skewNanos = LATE_NANOS;
        synthetic.clockRoundTripNanos = ROUND_TRIP_NANOS;
        synthetic.directRoundTripNanos = directRoundTrip;
        synthetic.directLieNanos = lie;
        return synthetic;
    }

    private Synchrony synchrony(long directRoundTrip, long lie) throws Exception {
        SyntheticArchive.empty(root).add(synthetic(directRoundTrip, lie));
        Synchrony synchrony = Synchronies.of(Archive.open(root).trials().getFirst());
        Files.deleteIfExists(ArchiveLayout.directClocksIn(
                Archive.open(root).trials().getFirst().folder()));
        return synchrony;
    }

    private static Synchrony.Between between(Synchrony it) {
        return Objects.requireNonNull(it.between());
    }

    private static Synchrony.Skew skew(Synchrony it) {
        return Objects.requireNonNull(it.start());
    }
}
