package dev.tare.controller.timeline;

import dev.tare.controller.archive.EngineRunData;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.trial.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When a foreign engine ran, from the call of its program to its end. */
final class EngineSpans {

    private EngineSpans() {}

    /** Of runs whose end was told, by a probe whose clock was compared. */
    static List<Span> of(Side side, SideData data, AgentClock clock) {
        List<Span> spans = new ArrayList<>();
        Optional<ProbeClock> probe = ProbeClock.of(data);
        for (EngineRunData run : data.engine()) {
            Long start = run.startNanos();
            Long end = run.endNanos();
            if (probe.isPresent() && start != null && end != null) {
                spans.add(new Span(
                        side.word() + "-engine",
                        run.title(),
                        probe.get().toController(start, clock),
                        probe.get().toController(end, clock)));
            }
        }
        return spans;
    }
}
