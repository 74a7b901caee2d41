package dev.tare.controller.timeline;

import dev.tare.common.clock.ClockTolerance;
import dev.tare.common.clock.Offset;
import dev.tare.controller.archive.DoneData;
import dev.tare.controller.archive.PreparedData;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.archive.StepData;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A probe's clock against its agent's. A probe in a sandbox or a virtual machine has a clock of its own, which may drift, or
 * step: its agent follows it through the trial. Where it did not, as of trials that ended early, the two were compared before
 * the start and perhaps after the end: between these it is read off their {@link Chord}. One whose end was not reached has the
 * comparison before the start alone, from which it may drift. Where both read one clock, offset and bound are zero, and stay so.
 *
 * @param beforeNanos when, on the agent's clock
 * @param afterNanos when, on the agent's clock; not before {@code beforeNanos}
 * @param followed all that was heard; null where there is nothing but the two comparisons
 */
public record ProbeClock(
        long beforeNanos,
        Offset before,
        long afterNanos,
        Offset after,
        @Nullable FollowedProbe followed) {

    private static final String BEFORE = "clock-before";
    private static final String AFTER = "clock-after";

    /** Empty where the clocks were never compared. */
    public static Optional<ProbeClock> of(SideData side) {
        PreparedData prepared = side.prepared();
        DoneData done = side.done();
        Offset before = prepared == null ? null : prepared.probeClock();
        if (prepared == null || before == null) {
            return Optional.empty();
        }
        long beforeNanos = end(prepared.steps(), BEFORE).orElse(0L);
        Offset after = done == null ? null : done.probeClock();
        Optional<Long> afterNanos = done == null ? Optional.empty() : end(done.steps(), AFTER);
        FollowedProbe followed =
                done == null ? null : FollowedProbe.of(done.probeExchanges()).orElse(null);
        return Optional.of(
                after == null || afterNanos.isEmpty() || afterNanos.get() <= beforeNanos
                        ? new ProbeClock(beforeNanos, before, beforeNanos, before, followed)
                        : new ProbeClock(beforeNanos, before, afterNanos.get(), after, followed));
    }

    Moment toController(long probeNanos, AgentClock agent) {
        if (followed != null) {
            Moment onAgent = followed.onAgent().toController(probeNanos);
            return agent.toController(onAgent.atNanos()).wider(onAgent.boundNanos());
        }
        Chord chord = new Chord(beforeNanos, before, afterNanos, after);
        long about = before.toAskerNanos(probeNanos);
        return agent.toController(probeNanos - chord.offsetAt(about)).wider(isTheAgents() ? 0 : chord.boundAt(about));
    }

    /** Both read one clock, which cannot wander from itself. */
    private boolean isTheAgents() {
        return before.boundNanos() == 0 && after.boundNanos() == 0;
    }

    /** Nothing that was heard speaks against it. */
    public boolean sound() {
        return followed == null || followed.sound();
    }

    /** How far apart the two comparisons are; a step, or a machine that was suspended, is what nothing explains. */
    public long movedNanos() {
        return Math.abs(after.offsetNanos() - before.offsetNanos());
    }

    /** How far apart they can be by their bounds and by drift. */
    public long explainedNanos() {
        return before.boundNanos()
                + after.boundNanos()
                + (long) Math.ceil(ClockTolerance.COMPUTERS.driftLimit() * (afterNanos - beforeNanos));
    }

    private static Optional<Long> end(List<StepData> steps, String name) {
        return steps.stream()
                .filter(step -> step.name().equals(name))
                .map(StepData::endNanos)
                .findFirst();
    }
}
