package dev.tare.controller.timeline;

import dev.tare.common.clock.Bounds;

/**
 * An agent's clock that is known better against the other side's agent's than against the controller's: what it saw gets its
 * place beside what the other saw.
 *
 * @param own against the controller's
 * @param direct against the other agent's
 * @param other the other agent's against the controller's
 */
record PeerClock(AgentClock own, AgentClock direct, AgentClock other) implements AgentClock {

    @Override
    public Moment toController(long agentNanos) {
        Moment onOther = direct.toController(agentNanos);
        Moment there = other.toController(onOther.atNanos());
        Moment here = own.toController(agentNanos);
        // both hold, and neither is about the other
        long bound = Math.min(
                Bounds.sum(there.boundNanos(), onOther.boundNanos()),
                Bounds.sum(here.boundNanos(), Math.abs(there.atNanos() - here.atNanos())));
        return new Moment(there.atNanos(), bound);
    }
}
