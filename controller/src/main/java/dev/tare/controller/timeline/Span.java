package dev.tare.controller.timeline;

import dev.tare.controller.archive.DoneData;
import dev.tare.controller.archive.IntervalData;
import dev.tare.controller.archive.PreparedData;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.archive.StepData;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Something that took a while in a trial, on the controller's clock.
 *
 * @param source as of a {@link TimelineEvent}
 */
public record Span(String source, String name, Moment from, Moment to) {

    private static final String CONTROLLER = "controller";

    /** The trial as one would tell it: what each host did, intervals taken together. A side without a clock is not in it. */
    public static List<Span> of(TrialRecord trialRecord, Map<Side, SideData> sides, SideClocks clocks) {
        List<Span> spans = new ArrayList<>();
        addController(spans, trialRecord.timing());
        for (Side side : Side.values()) {
            SideData data = sides.get(side);
            if (data != null) {
                clocks.onController(side).ifPresent(clock -> addSide(spans, side, data, clock));
            }
        }
        return spans;
    }

    private static void addController(List<Span> spans, TrialRecord.Timing timing) {
        Long prepared = timing.preparedNanos();
        Long start = timing.startAtNanos();
        if (prepared == null || start == null) {
            add(spans, "the trial", timing.startNanos(), timing.endNanos());
            return;
        }
        long begins = start + timing.warmupNanos();
        long ends = begins + timing.durationNanos();
        add(spans, "prepare both sides", timing.startNanos(), prepared);
        add(spans, "agree on an instant", prepared, start);
        add(spans, "warm-up", start, Math.min(begins, timing.endNanos()));
        if (ends <= timing.endNanos()) {
            add(spans, "window", begins, ends);
            add(spans, "stop, tear down, audit", ends, timing.endNanos());
        }
    }

    private static void add(List<Span> spans, String name, long fromNanos, long toNanos) {
        spans.add(new Span(CONTROLLER, name, new Moment(fromNanos, 0), new Moment(toNanos, 0)));
    }

    private static void addSide(List<Span> spans, Side side, SideData data, AgentClock clock) {
        PreparedData prepared = data.prepared();
        DoneData done = data.done();
        if (prepared != null) {
            addSteps(spans, side, prepared.steps(), clock);
        }
        if (done != null) {
            addSteps(spans, side, done.steps(), clock);
        }
        ProbeClock.of(data).ifPresent(probe -> {
            String source = side.word() + "-probe";
            addIntervals(spans, source, "warm-up", warmUp(data), clock, probe);
            addIntervals(spans, source, "window", data.window(), clock, probe);
        });
        spans.addAll(EngineSpans.of(side, data, clock));
    }

    private static List<IntervalData> warmUp(SideData data) {
        return data.intervals().stream().filter(it -> !it.measured()).toList();
    }

    private static void addSteps(List<Span> spans, Side side, List<StepData> steps, AgentClock clock) {
        for (StepData step : steps) {
            spans.add(new Span(
                    side.word(),
                    step.name(),
                    clock.toController(step.startNanos()),
                    clock.toController(step.endNanos())));
        }
    }

    private static void addIntervals(
            List<Span> spans,
            String source,
            String name,
            List<IntervalData> intervals,
            AgentClock clock,
            ProbeClock probe) {
        if (!intervals.isEmpty()) {
            spans.add(new Span(
                    source,
                    name,
                    probe.toController(intervals.getFirst().startNanos(), clock),
                    probe.toController(intervals.getLast().endNanos(), clock)));
        }
    }
}
