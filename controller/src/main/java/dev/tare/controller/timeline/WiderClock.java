package dev.tare.controller.timeline;

/** A clock that is known less well than it seemed. */
record WiderClock(AgentClock clock, long moreNanos) implements AgentClock {

    @Override
    public Moment toController(long agentNanos) {
        return clock.toController(agentNanos).wider(moreNanos);
    }
}
