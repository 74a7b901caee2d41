package dev.tare.controller.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.campaign.CampaignEvent;
import dev.tare.controller.campaign.Outcome;
import dev.tare.controller.plan.Plan;
import dev.tare.controller.plan.Plans;
import dev.tare.controller.plan.Schedule;
import dev.tare.controller.trial.Trial;
import dev.tare.controller.trial.TrialRecord;
import dev.tare.controller.trial.TrialStatus;
import dev.tare.controller.trial.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ProgressViewTest {

    private static final Verdict VALID = new Verdict(Verdict.Level.VALID, List.of(), List.of());
    private static final Verdict DEGRADED =
            new Verdict(Verdict.Level.DEGRADED, List.of(), List.of("the peer's CPU was busy"));

    private final Plan plan = Plans.parse("two.yaml", """
            schemaVersion: 1
            name: two
            seed: 2017
            duration: 10s
            warmup: 2s
            factors:
              runtime: [native, runc]
              network: [host]
              workload: [tcp-stream]
              link: [10GE]
            """, OptionalLong.empty());
    private final Schedule schedule = Schedule.of(plan);
    private final StringWriter text = new StringWriter();
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void givesALineATrialWhereNobodyCanRewriteOne() {
        ProgressView view = view(false);
        view.on(new CampaignEvent.Started(20, Set.of()));
        run(view, 1, TrialStatus.COMPLETED, VALID, null);
        run(view, 2, TrialStatus.COMPLETED, DEGRADED, null);
        view.on(new CampaignEvent.Ended(new Outcome(Outcome.End.FINISHED, List.of(), 1, 1, 0, 0, 0, 0)));
        assertThat(text.toString().lines())
                .hasSize(4)
                .anySatisfy(line -> assertThat(line).isEqualTo("20 trials, about 4 min 12 s"))
                .anySatisfy(
                        line -> assertThat(line).startsWith("[1/20] VALID  ").endsWith("  13.0 s  4 min 3 s left"))
                .anySatisfy(line -> assertThat(line).isEqualTo("    the peer's CPU was busy"));
        assertThat(text.toString()).doesNotContain("\u001b", "\r");
    }

    @Test
    void rewritesOneLineOnATerminal() {
        ProgressView view = view(true);
        view.on(new CampaignEvent.Started(20, Set.of()));
        run(view, 1, TrialStatus.COMPLETED, VALID, null);
        Trial second = schedule.trials().get(1);
        view.on(new CampaignEvent.TrialStarted(2, 20, second));
        view.on(new CampaignEvent.StageReached(2, second, CampaignEvent.Stage.MEASURING));
        assertThat(lastRewritten())
                .startsWith("[#...................] 1/20  " + second.cell().id() + " measuring")
                .hasSizeLessThan(100);
        String before = lastRewritten();
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        view.refresh();
        assertThat(lastRewritten()).isNotEqualTo(before).contains(" left");
        assertThat(text.toString()).doesNotContain("VALID");
    }

    @Test
    void aTrialThatFailedIsSaidOnATerminalToo() {
        ProgressView view = view(true);
        run(view, 1, TrialStatus.FAILED, new Verdict(Verdict.Level.INVALID, List.of(), List.of("x")), "probe-crashed");
        assertThat(text.toString()).contains("[1/20] FAILED  ", "\n    probe-crashed\n    what to do: look\n");
    }

    @Test
    void anUnavailableCellIsSaidOnce() {
        ProgressView view = view(false);
        view.on(new CampaignEvent.CellUnavailable(
                schedule.cells().getFirst(), "not installed", "apt-get install runc", false));
        run(view, 1, TrialStatus.UNAVAILABLE, VALID, "not installed");
        run(view, 2, TrialStatus.UNAVAILABLE, VALID, "not installed");
        assertThat(text.toString().lines())
                .containsExactly(
                        "unavailable: " + schedule.cells().getFirst().id() + ": not installed",
                        "    what to do: apt-get install runc");
    }

    @Test
    void theReasonOfManyCellsIsGivenOnce() {
        ProgressView view = view(false);
        var cells = schedule.cells();
        view.on(new CampaignEvent.CellUnavailable(cells.getFirst(), "not installed", "apt-get install runc", false));
        view.on(new CampaignEvent.CellUnavailable(cells.getLast(), "not installed", "apt-get install runc", false));
        assertThat(text.toString().lines())
                .containsExactly(
                        "unavailable: " + cells.getFirst().id() + ": not installed",
                        "    what to do: apt-get install runc",
                        "unavailable: " + cells.getLast().id() + ": for the same reason as "
                                + cells.getFirst().id());
    }

    @Test
    void aCellThatWasMeasuredIsNotGivenUp() {
        ProgressView view = view(false);
        view.on(new CampaignEvent.CellUnavailable(schedule.cells().getFirst(), "no daemon", "", true));
        assertThat(text.toString())
                .startsWith("no longer available, tried again in each block: "
                        + schedule.cells().getFirst().id() + ": no daemon");
    }

    @Test
    void whatIsRunAgainIsNotCountedTwice() {
        ProgressView view = view(true);
        view.on(new CampaignEvent.Started(20, Set.of(1, 3)));
        run(view, 2, TrialStatus.COMPLETED, VALID, null);
        assertThat(lastRewritten()).contains(" 3/20 ");
    }

    @Test
    void timeLeftIsLearntFromTheTrials() {
        TimeLeft left = new TimeLeft(plan, schedule);
        assertThat(left.after(Set.of(), Map.of(), false)).isEqualTo(Duration.ofSeconds(252));
        for (int number = 1; number <= 4; number++) {
            left.learn(over(schedule.trials().get(number - 1), TrialStatus.COMPLETED, VALID, null));
        }
        assertThat(left.after(Set.of(1, 2, 3, 4), Map.of(), false)).isEqualTo(Duration.ofSeconds(16 * 13));
        assertThat(left.after(Set.of(1, 2, 3, 4), Map.of(5, Duration.ofSeconds(3)), false))
                .isEqualTo(Duration.ofSeconds(15 * 13 + 10));
        Set<Integer> butOne = IntStream.rangeClosed(1, 19).boxed().collect(Collectors.toSet());
        assertThat(left.after(butOne, Map.of(20, Duration.ofMinutes(9)), false)).isEqualTo(Duration.ZERO);
    }

    @Test
    void aBarFitsItsTerminal() {
        for (int columns : new int[] {20, 40, 80, 200}) {
            assertThat(ProgressText.bar(
                            3, 7, "gvisor-systrap-bridge-tcp-rr-10ge measuring", Duration.ofHours(2), columns))
                    .hasSizeLessThan(columns);
        }
    }

    private void run(ProgressView view, int number, TrialStatus status, Verdict verdict, @Nullable String failure) {
        Trial trial = schedule.trials().get(number - 1);
        view.on(new CampaignEvent.TrialStarted(number, 20, trial));
        nanos.addAndGet(Duration.ofSeconds(13).toNanos());
        view.on(new CampaignEvent.TrialFinished(number, 20, over(trial, status, verdict, failure)));
    }

    private static TrialRecord over(Trial trial, TrialStatus status, Verdict verdict, @Nullable String failure) {
        return new TrialRecord(
                1,
                "t",
                trial,
                status,
                verdict,
                "2026-11-23T07:00:00Z",
                failure,
                failure == null ? null : "look",
                new TrialRecord.Timing(
                        0, null, null, 0, 0, 0, Duration.ofSeconds(13).toNanos()),
                Map.of(),
                Map.of(),
                null);
    }

    private ProgressView view(boolean terminal) {
        return new ProgressView(plan, schedule, new Line(new PrintWriter(text), terminal, 100), false, nanos::get);
    }

    private String lastRewritten() {
        return text.toString().substring(text.toString().lastIndexOf('\r') + 4);
    }
}
