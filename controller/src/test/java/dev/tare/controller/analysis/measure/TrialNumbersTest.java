package dev.tare.controller.analysis.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.analysis.summary.Analysis;
import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.ArchivedTrial;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.archive.SyntheticArchive;
import dev.tare.controller.archive.SyntheticTrial;
import dev.tare.controller.trial.ClockExchanges;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.Trial;
import dev.tare.controller.trial.TrialStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrialNumbersTest {

    @TempDir
    private Path root;

    @Test
    void startUpGoesFromTheCallToTheFirstWord() throws IOException {
        assertThat(numbers(TrialStatus.COMPLETED)).containsEntry(Roles.START_UP, 250e6);
    }

    @Test
    void aStartHasPartsAndAPeer() throws IOException {
        assertThat(numbers(TrialStatus.COMPLETED))
                .containsEntry("start_up_ns.created", 60e6)
                .containsEntry("start_up_ns.first_word", 160e6)
                .containsEntry("start_up_ns.peer", 250e6)
                .as("of a runtime that makes and starts in one call")
                .doesNotContainKey("start_up_ns.started");
    }

    /** The requests are there to show that the instance works: their rate is no number. */
    @Test
    void whereTheStartIsTheResultTheTrafficIsNot() throws IOException {
        assertThat(numbers(TrialStatus.COMPLETED, "startup"))
                .containsEntry(Roles.START_UP, 250e6)
                .doesNotContainKeys(
                        Roles.TRANSACTIONS,
                        TrialNumbers.CPU_PER_TRANSACTION + ".under_test",
                        TrialNumbers.CPU_PER_TRANSACTION + ".both");
    }

    /** The first of the synthetic warm-up's five intervals goes at 0.6 of the rate, the others as the window does. */
    @Test
    void howATrialBeginsIsToldApart() throws IOException {
        assertThat(numbers(TrialStatus.COMPLETED))
                .hasEntrySatisfying(WarmUp.RATIO, ratio -> assertThat(ratio).isBetween(0.9, 0.94));
        assertThat(numbers(TrialStatus.COMPLETED, "startup")).doesNotContainKey(WarmUp.RATIO);
        assertThat(numbers(TrialStatus.UNAVAILABLE)).doesNotContainKey(WarmUp.RATIO);
    }

    @Test
    void whatNeverStartedHasNone() throws IOException {
        assertThat(numbers(TrialStatus.UNAVAILABLE)).doesNotContainKey(Roles.START_UP);
    }

    /** The samples know the CPUs 0 to 3 of the machine. */
    @Test
    void whereNoSampleKnowsTheSidesCpusNothingIsSaidOfThem() throws IOException {
        SyntheticTrial trial =
                new SyntheticTrial(new Trial(1, 1, SyntheticArchive.cell("runc", "host", "tcp-rr", "10GE")), 10_000, 1);
        SyntheticArchive.empty(root).add(trial);
        ArchivedTrial archived = Archive.open(root).trials().getFirst();
        Map<Side, SideData> sides = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            sides.put(side, Objects.requireNonNull(archived.side(side)));
        }
        Surroundings elsewhere =
                new Surroundings(Map.of(Side.CLIENT, Set.of(98), Side.SERVER, Set.of(99)), Map.of(), 1500, true, false);
        Evidence evidence = Evidence.of(archived.trialRecord(), sides, ClockExchanges.NONE, List.of(), elsewhere);
        assertThat(evidence.cpu(Side.CLIENT)).isEmpty();
        assertThat(TrialNumbers.of(evidence).values().keySet()).noneMatch(name -> name.startsWith("cpu_"));
    }

    private Map<String, Double> numbers(TrialStatus status) throws IOException {
        return numbers(status, "tcp-rr");
    }

    private Map<String, Double> numbers(TrialStatus status, String workload) throws IOException {
        SyntheticArchive archive = SyntheticArchive.empty(root);
        SyntheticTrial trial =
                new SyntheticTrial(new Trial(1, 1, SyntheticArchive.cell("runc", "host", workload, "10GE")), 10_000, 1);
        trial.status = status;
        archive.add(trial);
        return Analysis.of(Archive.open(root)).trials().getFirst().numbers().values();
    }
}
