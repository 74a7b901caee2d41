package dev.tare.controller.timeline;

import dev.tare.controller.archive.DoneData;
import dev.tare.controller.archive.IntervalData;
import dev.tare.controller.archive.PreparedData;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.archive.StepData;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialRecord;
import dev.tare.controller.trial.TrialStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All events of a trial on the controller's clock, in order. An event of a side whose clock was never read, or of a probe
 * whose clock was never compared, cannot be placed and is not in it.
 */
public record Timeline(List<TimelineEvent> events) {

    public Timeline {
        events = List.copyOf(events);
    }

    public static Timeline of(TrialRecord trialRecord, Map<Side, SideData> sides, SideClocks clocks) {
        List<TimelineEvent> events = new ArrayList<>(ofController(trialRecord));
        sides.forEach((side, data) -> clocks.onController(side).ifPresent(clock -> addSide(events, side, data, clock)));
        events.sort(Comparator.comparingLong(event -> event.moment().atNanos()));
        return new Timeline(events);
    }

    /** RFC 4180 with a header; times in nanoseconds. */
    public String csv() {
        StringBuilder text = new StringBuilder("at_ns,bound_ns,host,source,event\r\n");
        events.forEach(event -> text.append(event.moment().atNanos())
                .append(',')
                .append(event.moment().boundNanos())
                .append(',')
                .append(event.host())
                .append(',')
                .append(event.source())
                .append(',')
                .append(quoted(event.name()))
                .append("\r\n"));
        return text.toString();
    }

    /** A trial that ended early has no window, or no end of it. */
    static List<TimelineEvent> ofController(TrialRecord trialRecord) {
        TrialRecord.Timing timing = trialRecord.timing();
        List<TimelineEvent> events = new ArrayList<>();
        add(events, timing.startNanos(), "trial begins");
        add(events, timing.preparedNanos(), "both sides are prepared");
        Long startAtNanos = timing.startAtNanos();
        if (startAtNanos != null) {
            add(events, startAtNanos, "agreed instant");
            add(events, startAtNanos + timing.warmupNanos(), "window begins");
            add(events, startAtNanos + timing.warmupNanos() + timing.durationNanos(), "window ends");
        }
        events.removeIf(event -> event.moment().atNanos() > timing.endNanos());
        add(
                events,
                timing.endNanos(),
                trialRecord.status() == TrialStatus.COMPLETED ? "both sides are done" : "trial ends");
        return events;
    }

    private static void add(List<TimelineEvent> events, @Nullable Long atNanos, String name) {
        if (atNanos != null) {
            events.add(new TimelineEvent(new Moment(atNanos, 0), "controller", name));
        }
    }

    private static void addSide(List<TimelineEvent> events, Side side, SideData data, AgentClock clock) {
        PreparedData prepared = data.prepared();
        DoneData done = data.done();
        if (prepared != null) {
            addSteps(events, side, prepared.steps(), clock);
        }
        ProbeClock.of(data)
                .ifPresent(probe ->
                        data.intervals().forEach(interval -> addInterval(events, side, interval, clock, probe)));
        EngineSpans.of(side, data, clock).forEach(run -> {
            events.add(new TimelineEvent(run.from(), run.source(), run.name() + " begins"));
            events.add(new TimelineEvent(run.to(), run.source(), run.name() + " ends"));
        });
        begun(data, clock)
                .ifPresent(begun -> events.add(new TimelineEvent(begun, side.word() + "-probe", "traffic begins")));
        if (done != null) {
            addSteps(events, side, done.steps(), clock);
        }
        data.samples()
                .forEach(sample -> events.add(
                        new TimelineEvent(clock.toController(sample.endNanos()), side.word(), "host sample ends")));
    }

    /** When that side's probe had waited for the agreed instant, on the clock that the agent's is put on. */
    static Optional<Moment> begun(SideData data, AgentClock clock) {
        Long begunNanos = data.done() == null ? null : data.done().begunNanos();
        return begunNanos == null
                ? Optional.empty()
                : ProbeClock.of(data).map(probe -> probe.toController(begunNanos, clock));
    }

    private static void addSteps(List<TimelineEvent> events, Side side, List<StepData> steps, AgentClock clock) {
        for (StepData step : steps) {
            events.add(new TimelineEvent(clock.toController(step.startNanos()), side.word(), step.name() + " begins"));
            events.add(new TimelineEvent(clock.toController(step.endNanos()), side.word(), step.name() + " ends"));
        }
    }

    private static void addInterval(
            List<TimelineEvent> events, Side side, IntervalData interval, AgentClock clock, ProbeClock probe) {
        String what = (interval.measured() ? "interval " : "warm-up interval ") + interval.index();
        String source = side.word() + "-probe";
        events.add(new TimelineEvent(probe.toController(interval.startNanos(), clock), source, what + " begins"));
        events.add(new TimelineEvent(probe.toController(interval.endNanos(), clock), source, what + " ends"));
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9 ._:/-]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
