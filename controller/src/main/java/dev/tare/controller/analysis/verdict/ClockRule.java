package dev.tare.controller.analysis.verdict;

import dev.tare.common.clock.ClockTolerance;
import dev.tare.common.clock.Offset;
import dev.tare.controller.analysis.measure.Evidence;
import dev.tare.controller.analysis.measure.WallStep;
import dev.tare.controller.analysis.measure.Window;
import dev.tare.controller.archive.PreparedData;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.timeline.ProbeClock;
import dev.tare.controller.trial.ClockReading;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.Synchrony;
import dev.tare.controller.trial.TrialRecord;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Both sides measured the same window, and their clocks are known well enough to say so. */
final class ClockRule implements Rule {

    private static final long USUAL_SKEW_NANOS = 200_000;

    @Override
    public void apply(Evidence evidence, Findings findings) {
        TrialRecord it = evidence.trialRecord();
        followed(it.synchrony(), findings);
        apart(it.synchrony(), findings);
        evidence.clocks().between().ifPresent(between -> direct(between, findings));
        for (Side side : Side.values()) {
            WallStep.of(it, side).ifPresent(step -> stepped(side, step, findings));
        }
        windows(evidence, it, findings);
    }

    private static void stepped(Side side, Duration step, Findings findings) {
        findings.remark(String.format(
                Locale.ROOT,
                "the %s's wall clock was set by %+.3f s during the trial; durations are right all the same, being of another clock",
                side.word(),
                WallStep.seconds(step)));
    }

    private static void windows(Evidence evidence, TrialRecord it, Findings findings) {
        long interval = it.timing().intervalNanos();
        Map<Side, Long> starts = new EnumMap<>(Side.class);
        long bounds = 0;
        for (Side side : Side.values()) {
            ClockReading before = it.clocksBefore().get(side);
            SideData data = evidence.sides().get(side);
            PreparedData prepared = data == null ? null : data.prepared();
            Offset probe = prepared == null ? null : prepared.probeClock();
            if (before == null || probe == null) {
                findings.invalid("the %s's clock is not known", side.word());
                return;
            }
            bounds += before.offset().boundNanos() + probe.boundNanos();
            steady(side, before, it.clocksAfter().get(side), findings);
            Optional.ofNullable(data).flatMap(ProbeClock::of).ifPresent(clock -> steady(side, clock, findings));
            evidence.window(side)
                    .map(Window::agentStartNanos)
                    .ifPresent(start -> starts.put(side, before.offset().toAskerNanos(start)));
        }
        if (bounds > interval) {
            findings.invalid(
                    "the clocks are known to ±%.2f ms only, an interval is %.2f ms", bounds / 1e6, interval / 1e6);
        }
        together(starts, it, interval, findings);
    }

    /** What the agents say to each other, by itself and beside what they say to the controller. */
    private static void direct(Synchrony.Between between, Findings findings) {
        Synchrony.Followed heard = between.direct();
        if (heard != null && !heard.sound()) {
            findings.degraded(
                    "what the server says to the client of its clock does not fit together: a clock stepped, stood still, or is"
                            + " not told as it is (%d of %d answers are impossible)",
                    heard.impossible(), heard.impossible() + heard.exchanges());
        }
        Synchrony.Comparison comparison = between.comparison();
        if (comparison != null && comparison.contradicts()) {
            findings.degraded(
                    "asked by the client, the server's clock stands %.1f µs from where the controller finds it, and no more than"
                            + " %.1f µs can be explained: somebody does not tell the same clock to both, or changes what is said on the"
                            + " way; how events of the two hosts stand to each other is in doubt by as much",
                    Math.abs(comparison.differenceNanos()) / 1e3,
                    (comparison.directBoundNanos() + comparison.controllerBoundNanos()) / 1e3);
        }
    }

    /** Both sides are told one instant. A side that begins late does so in its warm-up; it is said because it should not be. */
    private static void apart(@Nullable Synchrony synchrony, Findings findings) {
        Synchrony.Skew start = synchrony == null ? null : synchrony.start();
        if (start != null && Math.abs(start.skewNanos()) - start.boundNanos() > USUAL_SKEW_NANOS) {
            findings.remark(String.format(
                    Locale.ROOT,
                    "the %s began %.2f ms later than the other side (known to ±%.3f ms); usual is less than 0.2 ms",
                    start.skewNanos() > 0 ? Side.SERVER.word() : Side.CLIENT.word(),
                    Math.abs(start.skewNanos()) / 1e6,
                    start.boundNanos() / 1e6));
        }
    }

    /** Durations are right all the same, each being of one clock; where events stand to each other is in doubt. */
    private static void followed(@Nullable Synchrony synchrony, Findings findings) {
        if (synchrony != null) {
            synchrony.clocks().entrySet().stream()
                    .filter(side -> !side.getValue().sound())
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(side -> findings.degraded(
                            "what the %s says of its clock does not fit together: it stepped, stood still, or is not told"
                                    + " as it is (%d of %d answers are impossible)",
                            side.getKey().word(),
                            side.getValue().impossible(),
                            side.getValue().impossible() + side.getValue().exchanges()));
        }
    }

    /** Monotonic clocks do not step: what their offset changed by more than bounds and drift allow is no clock. */
    private static void steady(Side side, ClockReading before, @Nullable ClockReading after, Findings findings) {
        if (after == null) {
            return;
        }
        long change = Math.abs(after.offset().offsetNanos() - before.offset().offsetNanos());
        double allowed = before.offset().boundNanos()
                + after.offset().boundNanos()
                + ClockTolerance.COMPUTERS.driftLimit() * (after.atNanos() - before.atNanos());
        if (change > allowed) {
            findings.invalid(
                    "the %s's clock moved by %.3f ms during the trial, %.3f ms can be explained",
                    side.word(), change / 1e6, allowed / 1e6);
        }
    }

    /** The same of a sandbox's or a guest's. */
    private static void steady(Side side, ProbeClock clock, Findings findings) {
        if (clock.movedNanos() > clock.explainedNanos()) {
            findings.invalid(
                    "the clock of the %s's probe moved by %.3f ms during the trial, %.3f ms can be explained",
                    side.word(), clock.movedNanos() / 1e6, clock.explainedNanos() / 1e6);
        } else if (!clock.sound()) {
            findings.degraded(
                    "what the %s's probe says of its clock does not fit together: it stepped, stood still, or is not told as it"
                            + " is; its durations are in doubt by as much",
                    side.word());
        }
    }

    private static void together(Map<Side, Long> starts, TrialRecord it, long interval, Findings findings) {
        Long client = starts.get(Side.CLIENT);
        Long server = starts.get(Side.SERVER);
        if (client != null && server != null && Math.abs(client - server) > interval) {
            findings.invalid(
                    "the sides' windows began %.2f ms apart, an interval is %.2f ms",
                    Math.abs(client - server) / 1e6, interval / 1e6);
        }
        Long agreed = it.timing().startAtNanos();
        if (agreed != null && client != null) {
            long late = client - agreed - it.timing().warmupNanos();
            if (Math.abs(late) > interval) {
                findings.invalid(
                        "the client's window began %.2f ms from the agreed instant, an interval is %.2f ms",
                        late / 1e6, interval / 1e6);
            }
        }
    }
}
