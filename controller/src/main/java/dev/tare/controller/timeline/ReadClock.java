package dev.tare.controller.timeline;

import dev.tare.controller.trial.ClockReading;

/** A clock that was read before and after a trial, or, where both readings are the same, once. */
record ReadClock(ClockReading before, ClockReading after) implements AgentClock {

    @Override
    public Moment toController(long agentNanos) {
        Chord chord = new Chord(
                before.offset().toAnswererNanos(before.atNanos()),
                before.offset(),
                after.offset().toAnswererNanos(after.atNanos()),
                after.offset());
        return new Moment(agentNanos - chord.offsetAt(agentNanos), chord.boundAt(agentNanos));
    }
}
