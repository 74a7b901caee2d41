package dev.tare.controller.analysis.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.ArchivedTrial;
import dev.tare.controller.archive.EngineRunData;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.archive.SyntheticArchive;
import dev.tare.controller.archive.SyntheticTrial;
import dev.tare.controller.trial.ClockExchanges;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When CPUs are looked at, of engines that are run twice. */
final class LateRunTest {

    private static final Surroundings ANYWHERE =
            new Surroundings(Map.of(Side.CLIENT, Set.of(0), Side.SERVER, Set.of(1)), Map.of(), 1500, true, false);

    @TempDir
    private Path root;

    private ArchivedTrial archived;
    private Window client;
    private Window server;

    @BeforeEach
    void measure() throws IOException {
        Trial trial = new Trial(1, 1, SyntheticArchive.cell("runc", "host", "tcp-rr", "10GE"));
        SyntheticArchive.empty(root).add(new SyntheticTrial(trial, 10_000, 1));
        archived = Archive.open(root).trials().getFirst();
        client = Window.of(side(Side.CLIENT)).orElseThrow();
        server = Window.of(side(Side.SERVER)).orElseThrow();
    }

    @Test
    void theProbesOwnTrafficIsInTheWindow() throws IOException {
        Evidence evidence = evidence(List.of());
        assertThat(evidence.isInWindow()).isTrue();
        assertThat(evidence.measured(Side.SERVER)).contains(new Span(server.agentStartNanos(), server.agentEndNanos()));
    }

    @Test
    void aRunThatHasToConnectFirstIsInTheWindow() throws IOException {
        Evidence evidence = evidence(List.of(warmUp(), run(length() / 20)));
        assertThat(evidence.isInWindow()).isTrue();
        assertThat(evidence.measured(Side.CLIENT)).contains(new Span(client.agentStartNanos(), client.agentEndNanos()));
        assertThat(TrialNumbers.of(evidence).values()).containsKey(TrialNumbers.CPU_PER_TRANSACTION + ".under_test");
    }

    @Test
    void ofALateRunCpusAreLookedAtMeanwhileOnBothSides() throws IOException {
        Evidence evidence = evidence(List.of(warmUp(), run(length())));
        assertThat(evidence.isInWindow()).isFalse();
        assertThat(evidence.measured(Side.CLIENT))
                .contains(new Span(client.agentStartNanos() + length(), client.agentStartNanos() + 3 * length()));
        assertThat(evidence.measured(Side.SERVER))
                .contains(new Span(server.agentStartNanos() + length(), server.agentStartNanos() + 3 * length()));
    }

    @Test
    void aRunOfWhichNothingIsToldIsNotLate() throws IOException {
        EngineRunData untold = new EngineRunData(List.of(), true, null, "", null, null, "", "");
        assertThat(evidence(List.of(untold)).isInWindow()).isTrue();
    }

    private long length() {
        return client.endNanos() - client.startNanos();
    }

    private EngineRunData warmUp() {
        return new EngineRunData(List.of("tool"), false, 0, "", 0L, client.startNanos(), "", "");
    }

    /** Twice as long as the window. */
    private EngineRunData run(long lateNanos) {
        long start = client.startNanos() + lateNanos;
        return new EngineRunData(List.of("tool"), true, 0, "", start, start + 2 * length(), "", "");
    }

    private Evidence evidence(List<EngineRunData> runs) throws IOException {
        SideData told = side(Side.CLIENT);
        Map<Side, SideData> sides = new EnumMap<>(Side.class);
        sides.put(Side.SERVER, side(Side.SERVER));
        sides.put(
                Side.CLIENT,
                new SideData(told.prepared(), told.intervals(), told.samples(), runs, told.done(), told.defects()));
        return Evidence.of(archived.trialRecord(), sides, ClockExchanges.NONE, List.of(), ANYWHERE);
    }

    private SideData side(Side side) throws IOException {
        return Objects.requireNonNull(archived.side(side));
    }
}
