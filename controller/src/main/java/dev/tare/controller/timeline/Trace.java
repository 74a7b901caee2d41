package dev.tare.controller.timeline;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tare.controller.archive.ArchiveJson;
import dev.tare.controller.archive.DoneData;
import dev.tare.controller.archive.HostSample;
import dev.tare.controller.archive.IntervalData;
import dev.tare.controller.archive.PreparedData;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.archive.StepData;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A trial as a trace that ui.perfetto.dev opens: controller, client and server are processes, steps and intervals are
 * slices, the agreed instants are marks, goodput and busy CPUs are counters. Everything is on the controller's clock, with the
 * bound of its place among its arguments, but for counters, whose arguments are drawn. In Google's Trace Event Format, whose times are microseconds.
 */
final class Trace {

    private static final int CONTROLLER = 1;
    private static final int STEPS = 1;
    private static final int PROBE = 2;
    private static final int ENGINE = 3;
    /** Threads of steps that overlap those of an earlier row: a reader drops a slice that overlaps another of its thread. */
    private static final int MORE_STEPS = 10;

    private final StringWriter text = new StringWriter();
    private final JsonGenerator json;

    private Trace() throws IOException {
        json = ArchiveJson.line().createGenerator(text);
    }

    static String of(TrialRecord trialRecord, Map<Side, SideData> sides, SideClocks clocks) throws IOException {
        Trace trace = new Trace();
        trace.json.writeStartObject();
        trace.json.writeStringField("displayTimeUnit", "ns");
        trace.json.writeArrayFieldStart("traceEvents");
        trace.controller(trialRecord);
        for (Map.Entry<Side, SideData> side : sides.entrySet()) {
            var clock = clocks.onController(side.getKey());
            if (clock.isPresent()) {
                trace.side(side.getKey(), side.getValue(), clock.get());
            }
        }
        trace.json.writeEndArray();
        trace.json.writeEndObject();
        trace.json.close();
        return trace.text.toString();
    }

    private void controller(TrialRecord it) throws IOException {
        name("process_name", CONTROLLER, 0, "controller");
        name("thread_name", CONTROLLER, STEPS, "trial");
        for (TimelineEvent event : Timeline.ofController(it)) {
            instant(event.name(), CONTROLLER, STEPS, "g", event.moment());
        }
    }

    private void side(Side side, SideData data, AgentClock clock) throws IOException {
        int process = process(side);
        name("process_name", process, 0, side.word());
        PreparedData prepared = data.prepared();
        DoneData done = data.done();
        Optional<ProbeClock> probe = ProbeClock.of(data);
        List<StepData> steps = new ArrayList<>(prepared == null ? List.of() : prepared.steps());
        steps.addAll(done == null ? List.of() : done.steps());
        steps(process, steps, clock);
        if (probe.isPresent() && !data.intervals().isEmpty()) {
            name("thread_name", process, PROBE, "probe");
            for (IntervalData interval : data.intervals()) {
                interval(process, interval, clock, probe.get());
            }
        }
        List<Span> runs = EngineSpans.of(side, data, clock);
        if (!runs.isEmpty()) {
            name("thread_name", process, ENGINE, "engine");
            for (Span run : runs) {
                slice(run.name(), process, ENGINE, run.from(), run.to());
                end(run.from());
            }
        }
        var begun = Timeline.begun(data, clock);
        if (begun.isPresent()) {
            instant("traffic begins", process, PROBE, "t", begun.get());
        }
        for (HostSample sample : data.samples()) {
            sample(process, sample, clock);
        }
    }

    private void steps(int process, List<StepData> steps, AgentClock clock) throws IOException {
        name("thread_name", process, STEPS, "steps");
        List<Long> rowEnds = new ArrayList<>();
        for (StepData step : steps.stream()
                .sorted(Comparator.comparingLong(StepData::startNanos))
                .toList()) {
            Moment begin = clock.toController(step.startNanos());
            Moment stop = clock.toController(step.endNanos());
            int row = 0;
            while (row < rowEnds.size() && rowEnds.get(row) > begin.atNanos()) {
                row++;
            }
            int thread = row == 0 ? STEPS : MORE_STEPS + row;
            if (row == rowEnds.size()) {
                rowEnds.add(stop.atNanos());
                if (row > 0) {
                    name("thread_name", process, thread, "steps beside them");
                }
            } else {
                rowEnds.set(row, stop.atNanos());
            }
            slice(step.name(), process, thread, begin, stop);
            end(begin);
        }
    }

    private void interval(int process, IntervalData interval, AgentClock clock, ProbeClock probe) throws IOException {
        Moment begin = probe.toController(interval.startNanos(), clock);
        Moment stop = probe.toController(interval.endNanos(), clock);
        slice(interval.measured() ? "measure" : "warm-up", process, PROBE, begin, stop);
        end(begin);
        Long received = interval.receivedBytes();
        if (received != null && interval.lengthNanos() > 0) {
            counter("received MB/s", process, begin, received * 1e3 / interval.lengthNanos());
        }
        Long transactions = interval.transactions();
        if (transactions != null && interval.lengthNanos() > 0) {
            counter("transactions/s", process, begin, transactions * 1e9 / interval.lengthNanos());
        }
    }

    /** Perfetto draws a counter's value from its time on: a sample counts from its beginning. */
    private void sample(int process, HostSample sample, AgentClock clock) throws IOException {
        Moment begin = clock.toController(sample.startNanos());
        for (HostSample.Core core : sample.cores()) {
            if (core.totalNanos() > 0) {
                counter("CPU " + core.cpu() + " busy %", process, begin, 100.0 * core.busyNanos() / core.totalNanos());
            }
        }
    }

    private void counter(String name, int process, Moment at, double value) throws IOException {
        begin("C", name, process, 0, at);
        json.writeObjectFieldStart("args");
        json.writeNumberField("value", value);
        json.writeEndObject();
        json.writeEndObject();
    }

    private void slice(String name, int process, int thread, Moment from, Moment to) throws IOException {
        begin("X", name, process, thread, from);
        json.writeNumberField("dur", micros(Math.max(0, to.atNanos() - from.atNanos())));
    }

    /** {@code scope} is g for a line through everything, t for one in its own thread. */
    private void instant(String name, int process, int thread, String scope, Moment at) throws IOException {
        begin("i", name, process, thread, at);
        json.writeStringField("s", scope);
        end(at);
    }

    private void begin(String phase, String name, int process, int thread, Moment at) throws IOException {
        json.writeStartObject();
        json.writeStringField("ph", phase);
        json.writeStringField("name", name);
        json.writeNumberField("pid", process);
        json.writeNumberField("tid", thread);
        json.writeNumberField("ts", micros(at.atNanos()));
    }

    private void end(Moment at) throws IOException {
        json.writeObjectFieldStart("args");
        json.writeNumberField("bound_ns", at.boundNanos());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void name(String what, int process, int thread, String name) throws IOException {
        json.writeStartObject();
        json.writeStringField("ph", "M");
        json.writeStringField("name", what);
        json.writeNumberField("pid", process);
        json.writeNumberField("tid", thread);
        json.writeObjectFieldStart("args");
        json.writeStringField("name", name);
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Plain decimals: not every reader takes an exponent for a time. */
    private static BigDecimal micros(long nanos) {
        return BigDecimal.valueOf(nanos, 3);
    }

    private static int process(Side side) {
        return side == Side.CLIENT ? CONTROLLER + 1 : CONTROLLER + 2;
    }
}
